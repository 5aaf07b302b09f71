package dev.taphouse.host.run;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.util.List;
import java.util.Set;

/** A session that reads all its streams in one split, by a script. */
final class OneRead implements SourceSession {
    private final Script script;
    private final List<StreamSpec> specs;

    private OneRead(Script script, List<StreamSpec> specs) {
        this.script = script;
        this.specs = specs;
    }

    static OneRead of(Script script, StreamSpec... specs) {
        return new OneRead(script, List.of(specs));
    }

    @Override
    public void check() {}

    @Override
    public List<StreamSpec> discover(Set<String> only) {
        return specs.stream()
                .filter(spec -> only.isEmpty() || only.contains(spec.name()))
                .toList();
    }

    @Override
    public List<Split> plan(List<StreamRead> streams) {
        return List.of(Split.of(streams));
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        script.read(split, out);
    }

    /** The read. */
    interface Script {
        void read(Split split, RecordSink out) throws Exception;
    }
}
