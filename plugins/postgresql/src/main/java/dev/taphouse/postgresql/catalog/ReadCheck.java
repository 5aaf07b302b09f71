package dev.taphouse.postgresql.catalog;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether there is anything the user may read. */
public final class ReadCheck {

    private ReadCheck() {}

    /**
     * Looks at each schema.
     *
     * @param schemas patterns with {@code *} and {@code ?}; empty for all
     * @throws SourceException of kind CONFIG when no schema matches, PERMISSION with the grants that are missing when
     *     there are tables and the user may read none
     */
    public static void check(Connection connection, List<String> schemas) throws SQLException {
        List<Schema> found = schemas(connection, schemas);
        if (found.isEmpty() && !schemas.isEmpty()) {
            throw new SourceException(
                            Kind.CONFIG, "option 'filter_schemas': no schema matches " + String.join(", ", schemas))
                    .remedy("Set it to schemas of this database.");
        }
        List<Schema> filled =
                found.stream().filter(schema -> schema.tables() > 0).toList();
        if (!filled.isEmpty() && filled.stream().noneMatch(Schema::readable)) {
            throw new SourceException(
                            Kind.PERMISSION, "user '" + filled.get(0).reader() + "' may read none of the tables")
                    .remedy(String.join(
                                    "; ",
                                    filled.stream()
                                            .limit(3)
                                            .flatMap(schema -> schema.grants().stream())
                                            .toList())
                            + ";");
        }
    }

    private static List<Schema> schemas(Connection connection, List<String> schemas) throws SQLException {
        List<Schema> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.SCHEMAS)) {
            Array patterns = connection.createArrayOf("text", Globs.like(schemas));
            statement.setArray(1, patterns);
            statement.setArray(2, patterns);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Schema(
                            row.getString("nspname"),
                            row.getBoolean("may_use"),
                            row.getLong("tables"),
                            row.getLong("selectable"),
                            row.getString("reader")));
                }
            }
        }
        return found;
    }

    private record Schema(String name, boolean mayUse, long tables, long selectable, String reader) {

        boolean readable() {
            return mayUse && selectable > 0;
        }

        List<String> grants() {
            List<String> grants = new ArrayList<>();
            if (!mayUse) {
                grants.add(Grants.usage(name, reader));
            }
            if (selectable == 0) {
                grants.add(Grants.selectAll(name, reader));
            }
            return grants;
        }
    }
}
