package dev.taphouse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The postgresql plugin at a database, and what a target is to receive of it, worked out from the server's text. */
final class PostgresqlTap extends Tap {
    private final PostgresDatabase database;

    /** As the superuser. */
    PostgresqlTap(Path folder, PostgresDatabase database) {
        this(folder, database, database.config());
    }

    PostgresqlTap(Path folder, PostgresDatabase database, Map<String, ?> config) {
        super(Distribution.postgresql(), "postgresql", folder, config);
        this.database = database;
    }

    /** Every row of a table or view, as the values its RECORD is to have. */
    List<Map<String, @Nullable Object>> rows(String table) {
        Map<String, String> types = types(table);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String json : database.query("SELECT to_json(t) FROM " + table + " t")) {
            Map<String, @Nullable Object> row = Json.row(Json.parse(json));
            types.forEach((column, type) -> row.computeIfPresent(column, (name, value) -> received(type, value)));
            rows.add(row);
        }
        return rows;
    }

    private Map<String, String> types(String table) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String column : database.query("SELECT json_build_object('name', attname, 'type', atttypid::regtype)"
                + " FROM pg_attribute WHERE attrelid = '" + table + "'::regclass AND attnum > 0")) {
            JsonNode each = Json.parse(column);
            types.put(each.path("name").asText(), each.path("type").asText());
        }
        return types;
    }

    /** What differs between the server's JSON and a RECORD. */
    private static Object received(String type, Object value) {
        return switch (type) {
            case "timestamp with time zone" -> time(value.toString().replace("+00:00", ""));
            case "timestamp without time zone" -> time(value.toString());
            // the host writes the shortest digits that this JDK finds for a double, the server others
            case "double precision" -> Json.number(BigDecimal.valueOf(((BigDecimal) value).doubleValue()));
            case "bytea" -> value.toString().substring("\\x".length());
            default -> value;
        };
    }

    /** UTC with six decimals, or none. */
    private static String time(String iso) {
        int dot = iso.indexOf('.');
        return (dot < 0 ? iso : iso + "0".repeat(7 - (iso.length() - dot))) + "Z";
    }
}
