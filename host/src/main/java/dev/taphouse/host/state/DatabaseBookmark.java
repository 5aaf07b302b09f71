package dev.taphouse.host.state;

import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;

/**
 * That of the database taps of singer-io and PipelineWise, whose words are ours; what stands there of a full table that
 * we cannot resume is dropped, since it is read anew each time anyway.
 */
final class DatabaseBookmark implements ForeignBookmark {
    private static final String XMIN = "xmin";

    @Override
    public TakenOver takeOver(TakenOver old, StreamRead read) {
        if (read.method() != StreamSpec.Method.FULL_TABLE) {
            return old;
        }
        TakenOver now = old;
        if (old.has(XMIN)) {
            now = now.with(XMIN, null)
                    .note("a full table that ended at an xmin cannot be resumed, so all rows are read");
        }
        return now;
    }
}
