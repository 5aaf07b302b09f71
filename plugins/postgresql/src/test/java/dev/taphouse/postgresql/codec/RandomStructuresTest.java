package dev.taphouse.postgresql.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.postgresql.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Random arrays, composites and hstores, against the server's own JSON of them. {@code -Dseed=N} repeats a failure,
 * {@code -Drandom.values=N} makes more of them.
 */
class RandomStructuresTest {
    static final List<Integer> MAJORS = PostgresServer.MAJORS;

    private static final int VALUES = Integer.getInteger("random.values", 300);
    private static final String CHARACTERS = "ab ,;(){}[]\"'\\=>N\n\t\u0001é😀";

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @FieldSource("MAJORS")
    void structuresAreAsTheServersJsonHasThem(int major) throws SQLException {
        try (CodecDatabase database = new CodecDatabase(major)) {
            database.execute("CREATE TYPE leaf AS (t text, n numeric, flags boolean[], doc jsonb)");
            database.execute("CREATE TYPE tree AS (\"odd \"\"name\" text, leaf leaf, leaves leaf[], words text[])");
            database.execute("CREATE TABLE t (id int, tree tree, words text[], deep text[], pairs hstore)");
            fill(database);
            compare(database, "tree", "to_jsonb(tree)");
            compare(database, "words", "to_jsonb(words)");
            compare(database, "deep", "to_jsonb(deep)");
            compare(database, "pairs", "hstore_to_jsonb(pairs)");
        }
    }

    private void fill(CodecDatabase database) throws SQLException {
        String sql = "INSERT INTO t VALUES (?, jsonb_populate_record(null::tree, ?::jsonb), ?, ?, hstore(?, ?))";
        try (PreparedStatement insert = database.connection().prepareStatement(sql)) {
            for (int id = 0; id < VALUES; id++) {
                int pairs = random.nextInt(4);
                insert.setInt(1, id);
                insert.setString(2, tree());
                insert.setArray(3, database.connection().createArrayOf("text", texts(random.nextInt(5), true)));
                insert.setArray(4, database.connection().createArrayOf("text", deep()));
                insert.setArray(5, database.connection().createArrayOf("text", texts(pairs, false)));
                insert.setArray(6, database.connection().createArrayOf("text", texts(pairs, true)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void compare(CodecDatabase database, String column, String json) throws SQLException {
        PgPolicy policy = new PgPolicy(PgPolicy.Arrays.JSON, false);
        PgCodec codec = new PgCodecs(policy, (field, reason) -> {
                    throw new AssertionError(reason);
                })
                .of(database.type("t", column));
        List<byte @Nullable []> texts = database.copy("SELECT " + column + " FROM t ORDER BY id");
        try (PreparedStatement same = database.connection()
                .prepareStatement("SELECT ?::jsonb = " + json + ", " + json + " FROM t WHERE id = ?")) {
            for (int id = 0; id < VALUES; id++) {
                byte[] text = texts.get(id);
                if (text != null) {
                    String written = WrittenValue.of(codec, text, 0, text.length);
                    same.setString(1, written);
                    same.setInt(2, id);
                    ResultSet row = same.executeQuery();
                    row.next();
                    assertThat(row.getBoolean(1))
                            .as(
                                    "seed %d: %s, by the server %s, printed %s",
                                    seed, written, row.getString(2), new String(text, StandardCharsets.UTF_8))
                            .isTrue();
                }
            }
        }
    }

    private String tree() {
        return "{\"odd \\\"name\":" + json() + ",\"leaf\":" + (random.nextBoolean() ? leaf() : "null") + ",\"leaves\":"
                + list(this::leaf) + ",\"words\":" + list(this::json) + "}";
    }

    private String leaf() {
        return "{\"t\":" + json() + ",\"n\":" + (random.nextBoolean() ? "null" : random.nextLong() + ".50")
                + ",\"flags\":" + list(() -> random.nextBoolean() ? "true" : "null") + ",\"doc\":{\"a\":[" + json()
                + "]}}";
    }

    private String list(java.util.function.Supplier<String> element) {
        StringBuilder list = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
            list.append(list.length() == 1 ? "" : ",").append(element.get());
        }
        return list.append(']').toString();
    }

    private String json() {
        String text = random.nextInt(6) == 0 ? null : text();
        if (text == null) {
            return "null";
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        JsonText json = new JsonText();
        json.string(utf8, 0, utf8.length);
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }

    private @Nullable String[][] deep() {
        int width = 1 + random.nextInt(3);
        @Nullable String[][] rows = new String[1 + random.nextInt(3)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = texts(width, true);
        }
        return rows;
    }

    private @Nullable String[] texts(int count, boolean nulls) {
        @Nullable String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = nulls && random.nextInt(5) == 0 ? null : text();
        }
        return texts;
    }

    private String text() {
        if (random.nextInt(10) == 0) {
            return "NULL";
        }
        int[] points = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
