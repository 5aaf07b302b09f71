package dev.taphouse.postgresql.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code values.tsv}.
 *
 * @param type as a column declares it
 * @param sql an expression that makes the value
 * @param json what a row has; {@code lost:} and the reason where nothing
 * @param since the first major version that takes the value
 */
record ValueRow(String type, String sql, String json, int since) {

    /** The rows that a server takes, by type, in the order of the file. */
    static Map<String, List<ValueRow>> byType(int major) {
        Map<String, List<ValueRow>> types = new LinkedHashMap<>();
        for (ValueRow row : all()) {
            if (major >= row.since) {
                types.computeIfAbsent(row.type, type -> new ArrayList<>()).add(row);
            }
        }
        return types;
    }

    static List<ValueRow> all() {
        List<ValueRow> rows = new ArrayList<>();
        for (String line : resource("values.tsv").split("\n")) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("\t", -1);
                String json = parts[0].startsWith("json") ? parts[2].replace('~', '\n') : parts[2];
                rows.add(new ValueRow(parts[0], parts[1], json, parts[3].isEmpty() ? 0 : Integer.parseInt(parts[3])));
            }
        }
        return rows;
    }

    static String resource(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ValueRow.class.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            StringBuilder text = new StringBuilder();
            reader.lines().forEach(line -> text.append(line).append('\n'));
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
