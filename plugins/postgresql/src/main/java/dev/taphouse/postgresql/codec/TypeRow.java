package dev.taphouse.postgresql.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of {@code types.tsv}: what becomes of one type.
 *
 * @param name {@code typname}
 * @param order {@code cursor}, {@code key} or {@code -}
 * @param note for the page of types; may be empty
 */
record TypeRow(String name, Becomes becomes, String order, String note) {
    /** Of every type that is not listed. */
    static final TypeRow UNLISTED = new TypeRow("", Becomes.PLAIN, "-", "");

    private static final String FILE = "types.tsv";

    /** All rows by name, in the order of the file. */
    static final Map<String, TypeRow> ALL = read();

    /** The row of a base type. A name of PostgreSQL's own in another schema is another type. */
    static TypeRow of(PgType type) {
        TypeRow row = ALL.getOrDefault(type.name(), UNLISTED);
        return row.becomes.isExtension() || type.schema().equals("pg_catalog") ? row : UNLISTED;
    }

    boolean isOrdered() {
        return !order.equals("-");
    }

    boolean isCursor() {
        return order.equals("cursor");
    }

    private static Map<String, TypeRow> read() {
        Map<String, TypeRow> rows = new LinkedHashMap<>();
        try (InputStream file = TypeRow.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing in the plugin");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split("\t", -1);
                    rows.put(parts[0], new TypeRow(parts[0], Becomes.valueOf(parts[1]), parts[2], parts[3]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
