package dev.taphouse.sql;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log of a database's changes, as one session reads it: LOG_BASED. First copies are read by {@code sql-support}, from
 * a snapshot that the log knows its own place of; what follows is one read for all streams.
 *
 * <p>{@link #begin} comes first, once for a plan; reads may come on another thread.
 */
public interface ChangeLog extends AutoCloseable {

    /** Whether the changes of a table are in the log. No I/O. */
    boolean has(Table table);

    /** What each row has beside its columns; may be empty. */
    List<Field> fields();

    /**
     * Makes the log ready for streams.
     *
     * @param reads those that are wanted; they have to be copied where {@code from()} is the start
     * @throws SourceException when no stream can be read from the log
     */
    Begin begin(List<StreamRead> reads, Streams streams) throws SQLException;

    /**
     * Reads all changes after the positions of the streams.
     *
     * @throws SourceException as a read of a session does
     */
    void read(Split split, RecordSink out, Streams streams) throws Exception;

    /** Whether changes are followed until the read is ended. */
    boolean isFollowed();

    /** Fills {@link #fields} of each row of a copy. */
    Consumer<RowWriter> stamp(StreamRead copy);

    /**
     * From where a copy whose lanes are complete goes on.
     *
     * @throws SourceException of kind POSITION for positions that no copy of this log has
     */
    Position merge(StreamRead read, List<Position> lanes);

    /** What taps keep at the server for the log, as {@link dev.taphouse.api.SourceSession#resources} has it. */
    List<Map<String, Object>> resources() throws SQLException;

    /**
     * Lets one of {@link #resources} go.
     *
     * @throws SourceException when there is none of that name, or it is in use
     */
    void drop(String resource) throws SQLException;

    /** Lets the snapshot go, which those who were to join it have. */
    void release();

    @Override
    void close();

    /**
     * How reads begin.
     *
     * @param copies what the positions of copies that begin now hold, beside where each is
     * @param snapshot the snapshot that shows what was committed before {@code copies}; empty when none is needed
     * @param refused why streams cannot be read from the log, by name
     */
    record Begin(Position copies, Optional<String> snapshot, Map<String, SourceException> refused) {

        /** Copies the map. */
        public Begin {
            refused = Map.copyOf(refused);
        }
    }

    /** The session's streams. */
    interface Streams {

        /** A stream that is known. */
        SqlStream get(String name);

        /** A stream as it is now; empty where it is gone. The next {@link #get} returns the same. */
        Optional<SqlStream> look(String name) throws SQLException;

        /** The streams of all tables, by their names. */
        Map<String, Table> all() throws SQLException;
    }
}
