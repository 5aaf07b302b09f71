package dev.taphouse.postgresql.read;

import dev.taphouse.sql.Cap;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The cap of a column that a sequence fills. What was taken before now by a transaction that is through is committed, or
 * never will be; who took a number holds a lock on the sequence until its end, who wrote one a lock on the table.
 */
final class SequenceCap {
    /** How long short transactions are waited for, and how often it is looked. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(20);

    private static final String SEQUENCE = """
            SELECT s.seqrelid::bigint, s.seqincrement = 1 AND s.seqcache = 1 AND NOT s.seqcycle,
                   has_sequence_privilege(s.seqrelid, 'SELECT, USAGE'), s.seqrelid::regclass::text
            FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = ? AND NOT a.attisdropped
                JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                    AND d.refobjid = c.oid AND d.refobjsubid = a.attnum AND d.deptype IN ('a', 'i')
                JOIN pg_sequence s ON s.seqrelid = d.objid
            WHERE n.nspname = ? AND c.relname = ?""";

    private final Connection connection;
    private final Table table;
    private final Column cursor;
    private final OpenTransactions open;
    private final Range range;

    /** The values of an integer type. */
    enum Range {
        INT2(Short.MIN_VALUE, Short.MAX_VALUE),
        INT4(Integer.MIN_VALUE, Integer.MAX_VALUE),
        INT8(Long.MIN_VALUE, Long.MAX_VALUE);

        private final long least;
        private final long greatest;

        Range(long least, long greatest) {
            this.least = least;
            this.greatest = greatest;
        }

        long least() {
            return least;
        }

        long greatest() {
            return greatest;
        }
    }

    SequenceCap(Connection connection, Table table, Column cursor, OpenTransactions open, Range range) {
        this.range = range;
        this.connection = connection;
        this.table = table;
        this.cursor = cursor;
        this.open = open;
    }

    Cap cap() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SEQUENCE)) {
            statement.setString(1, cursor.name());
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Cap.unknown("column '" + cursor.name() + "' is not filled by a sequence of its own");
                }
                if (!row.getBoolean(2)) {
                    return Cap.unknown("the sequence " + row.getString(4)
                            + " gives numbers in no order of time; it has to count by 1 without CACHE or CYCLE");
                }
                if (!row.getBoolean(3)) {
                    return Cap.unknown("the user may not read the sequence; run GRANT SELECT ON SEQUENCE "
                            + row.getString(4) + " TO the user");
                }
                return cap(row.getLong(1));
            }
        }
    }

    private Cap cap(long sequence) throws SQLException {
        long greatest = number("SELECT coalesce(max(" + quoted(cursor.name()) + "), 0) FROM " + quoted(table.schema())
                + "." + quoted(table.name()));
        long last = number("SELECT coalesce(pg_sequence_last_value(" + sequence + "), 0)");
        if (greatest > last) {
            return Cap.unknown("column '" + cursor.name() + "' holds " + greatest + ", and its sequence is at " + last
                    + ": it is filled by others too");
        }
        boolean settled = isSettled(open.writers(sequence), sequence);
        return Cap.below(settled ? Math.min(last + 1, range.greatest()) : range.least())
                .last(last, "the last number of its sequence");
    }

    /** Whether the transactions are through, or get through soon. */
    private boolean isSettled(List<String> writers, long sequence) throws SQLException {
        long end = System.nanoTime() + WAIT.toNanos();
        List<String> left = writers;
        while (!left.isEmpty() && System.nanoTime() < end) {
            number("SELECT 1 FROM pg_sleep(" + LOOK.toMillis() / 1000.0 + ")");
            List<String> now = open.writers(sequence);
            left = left.stream().filter(now::contains).toList();
        }
        return left.isEmpty();
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
