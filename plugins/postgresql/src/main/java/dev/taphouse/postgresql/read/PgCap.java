package dev.taphouse.postgresql.read;

import dev.taphouse.postgresql.codec.PgType;
import dev.taphouse.sql.Cap;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a bookmark must not pass: a transaction that is open now may commit a row with a cursor below the greatest there
 * is. Times are held below the begin of the oldest transaction, numbers of a sequence below what it may have taken.
 */
public final class PgCap {
    private static final Set<Table.Kind> FILLED_HERE =
            EnumSet.of(Table.Kind.TABLE, Table.Kind.PARENT, Table.Kind.PARTITIONED);

    private final Optional<String> timestampZone;

    /**
     * For a session.
     *
     * @param timestampZone the zone in which columns without one are filled, where the user says so
     */
    public PgCap(Optional<String> timestampZone) {
        this.timestampZone = timestampZone;
    }

    /**
     * The cap of a cursor.
     *
     * @param connection at the begin of a transaction, older than that of the read
     */
    public Cap of(Connection connection, Table table, Column cursor) throws SQLException {
        Optional<PgType> type = cursor.detail(PgType.class).map(PgType::undomained);
        if (type.isEmpty() || !FILLED_HERE.contains(table.kind())) {
            return Cap.unknown("its rows come from transactions that are not known here; set look_back");
        }
        OpenTransactions open = new OpenTransactions(connection, table);
        if (open.isStandby()) {
            return Cap.unknown("a standby does not know the open transactions of its primary; set look_back,"
                    + " or connect to the primary");
        }
        PgType is = type.get();
        if (is.isBuiltIn("timestamptz")) {
            return open.time("UTC", "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"");
        }
        if (is.isBuiltIn("timestamp") || is.isBuiltIn("date")) {
            String format = is.isBuiltIn("date") ? "YYYY-MM-DD" : "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";
            return timestampZone.isPresent()
                    ? open.time(timestampZone.get(), format)
                    : Cap.unknown("column '" + cursor.name() + "' has no time zone; set timestamp_zone to that of its"
                            + " writers, or set look_back");
        }
        for (SequenceCap.Range range : SequenceCap.Range.values()) {
            if (is.isBuiltIn(range.name().toLowerCase(Locale.ROOT))) {
                return new SequenceCap(connection, table, cursor, open, range).cap();
            }
        }
        return Cap.unknown(
                "only times and the numbers of a sequence can be held below open transactions, not " + is.printed());
    }
}
