package dev.taphouse.host.state;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;

/** The form in which a family of other taps keeps its bookmarks: recognised by its keys, and said in our words. */
interface ForeignBookmark {

    /**
     * What the bookmark says in our words.
     *
     * @param old the bookmark of a stream that is read now
     * @return {@code old} when it is not of this family
     * @throws SourceException of kind POSITION when it is, but no position of ours says the same
     */
    TakenOver takeOver(TakenOver old, StreamRead read);

    /** Whether the stream is read from a cursor that the bookmark may be of. */
    static boolean hasCursor(StreamRead read) {
        return read.method() == StreamSpec.Method.INCREMENTAL && !read.cursors().isEmpty();
    }

    /** That a bookmark cannot be taken over. */
    static SourceException refused(StreamRead read, String why) {
        String name = read.spec().name();
        String reset = "ead it from the start after 'host state reset FILE " + name + "'";
        String remedy = hasCursor(read)
                ? "Say where to go on with 'host state set FILE " + name + " replication_key="
                        + read.cursors().get(0) + " replication_key_value=VALUE', or r" + reset
                : "R" + reset;
        return new SourceException(
                        SourceException.Kind.POSITION,
                        "stream '" + name + "': the bookmark, which another tap wrote, cannot be taken over: " + why)
                .remedy(remedy);
    }
}
