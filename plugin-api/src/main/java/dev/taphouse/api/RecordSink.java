package dev.taphouse.api;

import java.time.Duration;

/**
 * Where a read pushes its rows. Implemented by the host; connectors never implement it. There is one for each read.
 *
 * <p><b>Threads</b>: {@link #checkpointDue}, {@link #durable} and {@link #onCancel} from any thread; everything else,
 * and the writers, from one thread at a time.
 *
 * <p><b>The end of a read</b>: when the host wants it to end it throws {@link
 * java.util.concurrent.CancellationException}, if it can out of a checkpoint, where nothing is read twice, else out of
 * any call. Let it pass. Whatever a connector does with it, the read then counts as ended early: every further call
 * throws it again and no position is taken any more.
 */
public interface RecordSink {

    /**
     * The writer of a stream: the same one until {@link #changed}.
     *
     * @throws IllegalArgumentException if the stream is not in this split
     */
    RowWriter rows(String stream);

    /**
     * Says that a read may start again here: {@code position} covers every row pushed so far, of all streams of the
     * split. Call it between rows wherever a restart is possible, and last of all; when a STATE goes out is the host's
     * business.
     *
     * @throws IllegalStateException inside a row
     */
    void checkpoint(Position position);

    /** Whether the host would use a checkpoint now: ask before building a position that is dear. */
    boolean checkpointDue();

    /**
     * Says that a stream has a new shape from here on. Writers of the old shape are dead.
     *
     * @param now the new spec, with the stream's name
     * @return what is wanted of the new shape
     */
    StreamRead changed(StreamSpec now);

    /**
     * The position of a stream that is known to be safe at the far end: poll it to free logs at the source. On the
     * command line it is what {@code --state} said. A log that serves streams which this run does not read asks for
     * them too.
     *
     * @param stream any stream, also one that is not in this split
     * @return the position, of a stream that is read in lanes that of one of them; {@link Position#START} when nothing is
     *     known to be safe
     */
    Position durable(String stream);

    /**
     * Says that there is nothing to push for now: what was pushed goes out. Call it between rows while waiting for new
     * data.
     *
     * @param atMost how long to wait here; the host may return sooner
     */
    void idle(Duration atMost);

    /**
     * Registers what unblocks this read, such as {@code statement::cancel}: JDBC and sockets ignore interrupts.
     *
     * @param cancel run at most once, on another thread
     * @return close it as soon as the blocking call is over
     */
    Registration onCancel(Runnable cancel);

    /** A hook that is in place until it is closed. */
    interface Registration extends AutoCloseable {

        /** Takes the hook away. Closing twice does nothing. */
        @Override
        void close();
    }
}
