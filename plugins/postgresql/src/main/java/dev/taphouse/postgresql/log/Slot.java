package dev.taphouse.postgresql.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A replication slot as the server has it.
 *
 * @param plugin empty for a physical one
 * @param pid the process that reads from it; 0 without
 * @param restart where the log begins that is kept for it; 0 for none
 * @param confirmed before where nothing is sent again; 0 for none
 * @param lost why it cannot be used any more; empty while it can
 * @param retained how many bytes of log are kept for it
 */
record Slot(
        String name,
        String plugin,
        String database,
        boolean active,
        int pid,
        long restart,
        long confirmed,
        String lost,
        long retained) {
    static final String PLUGIN = "pgoutput";

    private static final String QUERY = """
            SELECT s.slot_name, s.plugin, s.database, s.active, s.active_pid, s.restart_lsn::text,
                   s.confirmed_flush_lsn::text,
                   coalesce(to_jsonb(s) ->> 'invalidation_reason',
                            CASE WHEN s.wal_status = 'lost' OR (s.restart_lsn IS NULL AND NOT s.active)
                                 THEN 'the log that it needs was removed' END) AS lost,
                   pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                                        ELSE pg_current_wal_lsn() END, s.restart_lsn)::bigint
            FROM pg_replication_slots s
            WHERE NOT s.temporary AND s.slot_name LIKE ?
            ORDER BY s.slot_name""";

    static Optional<Slot> of(Connection connection, String name) throws SQLException {
        return list(connection, name.replace("_", "\\_")).stream().findFirst();
    }

    /** Those whose names match a pattern of LIKE. */
    static List<Slot> list(Connection connection, String like) throws SQLException {
        return Sql.rows(
                connection,
                QUERY,
                row -> new Slot(
                        row.getString(1),
                        Objects.requireNonNullElse(row.getString(2), ""),
                        Objects.requireNonNullElse(row.getString(3), ""),
                        row.getBoolean(4),
                        row.getInt(5),
                        Lsn.parse(row.getString(6)),
                        Lsn.parse(row.getString(7)),
                        Objects.requireNonNullElse(row.getString(8), ""),
                        row.getLong(9)),
                like);
    }
}
