package dev.taphouse.host.cli;

import dev.taphouse.host.run.Conduct;
import dev.taphouse.host.run.StreamRun;
import java.util.List;

/** What is shown of a sync while it goes on; closed before its summary. */
interface Progress extends Conduct.Audience, AutoCloseable {
    /** Nothing. */
    Progress NONE = new Progress() {
        @Override
        public void begins(List<StreamRun> streams) {}

        @Override
        public void close() {}
    };

    @Override
    void close();
}
