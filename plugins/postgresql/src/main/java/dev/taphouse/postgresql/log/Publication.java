package dev.taphouse.postgresql.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A publication as the server has it.
 *
 * @param owned whether the user may change it
 * @param missing what it does not publish, of insert, update, delete, truncate and partitions by their root
 */
record Publication(String name, boolean owned, List<String> missing) {
    private static final String QUERY = """
            SELECT p.pubname, pg_has_role(p.pubowner, 'USAGE'), p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
                   coalesce((to_jsonb(p) ->> 'pubviaroot')::boolean, false)
            FROM pg_publication p WHERE p.pubname = ?""";
    private static final List<String> WANTED =
            List.of("inserts", "updates", "deletes", "truncates", "partitions via their root");

    static Optional<Publication> of(Connection connection, String name) throws SQLException {
        return Sql.row(
                connection,
                QUERY,
                row -> {
                    List<String> missing = new ArrayList<>();
                    for (int i = 0; i < WANTED.size(); i++) {
                        if (!row.getBoolean(i + 3)) {
                            missing.add(WANTED.get(i));
                        }
                    }
                    return new Publication(row.getString(1), row.getBoolean(2), missing);
                },
                name);
    }

    static String create(String name, List<LoggedTable> tables) {
        return "CREATE PUBLICATION " + Sql.identifier(name) + " FOR TABLE "
                + tables.stream().map(LoggedTable::sql).collect(Collectors.joining(", "))
                + " WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = true)";
    }

    static String add(String name, LoggedTable table) {
        return "ALTER PUBLICATION " + Sql.identifier(name) + " ADD TABLE " + table.sql();
    }

    static String drop(String name, String schema, String table) {
        return "ALTER PUBLICATION " + Sql.identifier(name) + " DROP TABLE " + Sql.table(schema, table);
    }
}
