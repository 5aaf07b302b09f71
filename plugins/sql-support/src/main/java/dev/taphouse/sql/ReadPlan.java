package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The queries of a read, in turn, and where it begins. */
interface ReadPlan {

    /** The queries. */
    List<Phase> phases();

    /** A position to be told before the first row: rows come in no order that says where they lead. */
    Optional<Position> begin();

    /** What is doubtful about a pass that brought no row; empty when nothing is. */
    default Optional<String> doubt() throws SQLException {
        return Optional.empty();
    }

    /**
     * What a plan is made of.
     *
     * @param stream what is read
     * @param read what is wanted of it
     * @param dialect of the database
     * @param view of the database in the transaction of the read
     * @param planned whether the position to start from was planned with the snapshot that is read
     * @param cap of the cursor, for INCREMENTAL
     * @param lookBack how many seconds before its bookmark a pass begins, for cursors that are times
     */
    record Input(
            SqlStream stream, StreamRead read, Dialect dialect, View view, boolean planned, Cap cap, long lookBack) {
        /** The table as SQL writes it. */
        String from() {
            return stream.from(dialect);
        }
    }

    /** What a plan asks the database, in the transaction of the read. */
    interface View {
        /** The primary key, where it is unique and never null now. */
        Optional<Keyset> primaryKey() throws SQLException;

        /** The greatest values of an order among rows; empty when there are none. */
        Optional<List<Object>> greatest(Keyset order, List<Condition> conditions) throws SQLException;

        /** The pass by pages, where the table can be read so. */
        Optional<PagePlan> pages() throws SQLException;
    }
}
