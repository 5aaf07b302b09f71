package dev.taphouse.postgresql.log;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a server is, as far as its log can be read.
 *
 * @param end where its log ends now: what is committed there is on its disk
 * @param timeout after how many milliseconds without a word it drops a reader of its log; 0 for never
 */
record ServerFacts(
        int version,
        String database,
        String user,
        String walLevel,
        boolean mayReplicate,
        boolean mayCreate,
        boolean standby,
        long end,
        long timeout) {
    private static final String QUERY = """
            SELECT current_setting('server_version_num')::int, current_database(), current_user,
                   current_setting('wal_level'),
                   (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user)
                       OR EXISTS (SELECT FROM pg_roles r
                                  WHERE r.rolname IN ('rds_replication', 'rds_superuser')
                                    AND pg_has_role(current_user, r.oid, 'MEMBER')),
                   has_database_privilege(current_database(), 'CREATE'), pg_is_in_recovery(),
                   CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END::text,
                   (SELECT setting::bigint FROM pg_settings WHERE name = 'wal_sender_timeout')""";

    static ServerFacts of(Connection connection) throws SQLException {
        return Sql.row(
                        connection,
                        QUERY,
                        row -> new ServerFacts(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                row.getBoolean(7),
                                Lsn.parse(row.getString(8)),
                                row.getLong(9)))
                .orElseThrow();
    }
}
