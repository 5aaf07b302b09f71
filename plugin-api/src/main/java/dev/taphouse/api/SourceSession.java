package dev.taphouse.api;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One use of a source with one config. All I/O happens here.
 *
 * <p><b>Order of calls</b>: {@code check | resources | drop | discover → (plan → read… | count)}, then {@code close}. Before {@code plan}
 * and {@code read} the host always discovers the wanted streams in the same session, so it sees drift and the connector
 * may keep what it learnt.
 *
 * <p><b>Threads</b>: one call at a time, except {@link #read}, of which {@link #parallelism()} may run at once, and {@link
 * #merge}, which may come while streams other than its own are read. In every call the context class loader is the plugin's.
 *
 * <p><b>Errors</b>: a {@link SourceException} says by its kind what happens next; other exceptions are classified as
 * told there.
 */
public interface SourceSession extends AutoCloseable {

    /**
     * Tests that the source can be used with this config.
     *
     * @throws Exception with the cause and, in {@link SourceException#remedy(String)}, what to do about it
     */
    void check() throws Exception;

    /**
     * Describes streams. One stream that cannot be described is {@link StreamSpec#unavailable}; it does not fail the
     * others.
     *
     * @param only the wanted names; empty for all. Names that are unknown are left out of the result.
     * @return the specs in a stable order
     */
    List<StreamSpec> discover(Set<String> only) throws Exception;

    /**
     * Divides the work. Called once before the reads; may do I/O and need not give the same answer twice, since the
     * host saves the start of every lane before the first row.
     *
     * @param streams what is wanted
     * @return the splits, read in this order; by default one per stream
     */
    default List<Split> plan(List<StreamRead> streams) throws Exception {
        return streams.stream().map(Split::of).toList();
    }

    /**
     * Pushes every row after the positions of the split's streams into {@code out}. To return is to say: this pass is
     * complete. To end early is an exception; see {@link RecordSink} for the one the host throws.
     */
    void read(Split split, RecordSink out) throws Exception;

    /** How many reads may run at once, given thread-safety, connections and quota. */
    default int parallelism() {
        return 1;
    }

    /**
     * The position of a stream whose lanes are all complete. Asked for INCREMENTAL and LOG_BASED.
     *
     * @param lanes the last position of each lane, in the order in which they were planned
     */
    default Position merge(StreamRead stream, List<Position> lanes) throws Exception {
        return Position.START;
    }

    /**
     * How many rows a read would push, where that is cheap to know.
     *
     * @return the count, or empty when unknown
     */
    default OptionalLong count(StreamRead stream) throws Exception {
        return OptionalLong.empty();
    }

    /**
     * What taps of this kind keep at the source, such as the slots of a log, and what it costs there: for whoever runs a tap
     * no more, and would else leave it behind.
     *
     * @return a row each, with what is worth knowing by name: {@code name}, by which it can be dropped, comes first; values
     *     are texts and numbers
     */
    default List<Map<String, Object>> resources() throws Exception {
        return List.of();
    }

    /**
     * Lets a resource go.
     *
     * @param resource the {@code name} of one of {@link #resources}
     * @throws SourceException when there is none of that name, or it is in use
     */
    default void drop(String resource) throws Exception {
        throw new SourceException(SourceException.Kind.ABSENT, "there is no resource '" + resource + "'");
    }

    /**
     * Releases everything. Called once, after every read has returned or was given up (and may then still be stuck). No
     * thread of the connector survives it.
     */
    @Override
    default void close() throws Exception {}
}
