package dev.taphouse.postgresql.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every value of values.tsv, from real servers. */
class ValuesTest {
    static final List<Integer> MAJORS = PostgresServer.MAJORS;

    private static final List<String> ZONES = List.of("UTC", "America/New_York", "Asia/Kathmandu");
    private static final Map<Integer, CodecDatabase> DATABASES = new HashMap<>();

    private final TimeZone zone = TimeZone.getDefault();
    private final List<String> lostParts = new ArrayList<>();
    private final PgCodecs codecs = new PgCodecs(PgPolicy.DEFAULT, (field, reason) -> lostParts.add(reason));

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    @AfterAll
    static void close() throws SQLException {
        for (CodecDatabase database : DATABASES.values()) {
            database.close();
        }
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyValueIsTheSameByCopyAndBySelectInEveryZone(int major) throws SQLException {
        CodecDatabase database = filled(major);
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, List<ValueRow>> type : types(database, major).entrySet()) {
            List<String> expected = type.getValue().stream().map(ValueRow::json).toList();
            PgCodec codec = codecs.of(database.type(table(type.getKey()), "v"));
            for (String each : ZONES) {
                TimeZone.setDefault(TimeZone.getTimeZone(each));
                all.assertThat(written(codec, database.copy("SELECT v FROM " + table(type.getKey()) + " ORDER BY id")))
                        .as("COPY of %s", type.getKey())
                        .isEqualTo(expected);
                String select = "SELECT " + codec.select("v") + " FROM " + table(type.getKey()) + " ORDER BY id";
                all.assertThat(written(codec, database.select(select)))
                        .as("SELECT of %s", type.getKey())
                        .isEqualTo(expected);
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyValueIsTheSameByTheLog(int major) throws SQLException {
        CodecDatabase database = filled(major);
        SoftAssertions all = new SoftAssertions();
        Map<String, List<byte @Nullable []>> logged = database.logged();
        for (Map.Entry<String, List<ValueRow>> type : types(database, major).entrySet()) {
            PgCodec codec = codecs.of(database.type(table(type.getKey()), "v"));
            String name = table(type.getKey()).replace("\"", "");
            all.assertThat(written(codec, logged.getOrDefault(name, List.of())))
                    .as("log of %s", type.getKey())
                    .isEqualTo(type.getValue().stream().map(ValueRow::json).toList());
        }
        all.assertAll();
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyValueFitsTheTypeOfItsField(int major) throws SQLException {
        CodecDatabase database = filled(major);
        for (Map.Entry<String, List<ValueRow>> type : types(database, major).entrySet()) {
            PgCodec codec = codecs.of(database.type(table(type.getKey()), "v"));
            Field field = Field.of("v", codec.type());
            StreamSpec spec = StreamSpec.of("s", codec.mayLose() ? field : field.notNull());
            CapturedSink sink = CapturedSink.of(StreamRead.of(spec));
            String query = "SELECT v FROM " + table(type.getKey())
                    + (type.getKey().equals("json") ? " WHERE v::text NOT LIKE '%\"b\":3%'" : "") // doubled names
                    + (type.getKey().equals("json[]") ? " WHERE false" : "");
            for (byte[] text : database.copy(query)) {
                codec.copy(text, 0, text.length, sink.rows("s"), 0);
                sink.rows("s").end();
            }
            assertThat(sink.stream("s").failure()).as(type.getKey()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyTypeThatAColumnMayHaveIsInTheFile(int major) throws SQLException {
        CodecDatabase database = filled(major);
        List<String> internal = List.of(
                "pg_node_tree",
                "gtsvector",
                "pg_ndistinct",
                "pg_dependencies",
                "pg_mcv_list",
                "pg_brin_bloom_summary",
                "pg_brin_minmax_multi_summary");
        List<String> shown = new ArrayList<>();
        for (String type : types(database, major).keySet()) {
            shown.add(database.type(table(type), "v").name());
        }
        List<String> all = new ArrayList<>();
        for (byte[] name : database.select(
                "SELECT typname FROM pg_type t WHERE typnamespace = 'pg_catalog'::regnamespace"
                        + " AND typtype IN ('b', 'r', 'm') AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)")) {
            all.add(new String(name, StandardCharsets.UTF_8));
        }
        all.removeAll(internal);
        if (!database.takes("'<a/>'::xml")) {
            all.remove("xml");
        }
        assertThat(shown).containsAll(all);
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void jsonArraysKeepAnyDimensions(int major) throws SQLException {
        PgCodecs json = new PgCodecs(new PgPolicy(PgPolicy.Arrays.JSON, false), (field, reason) -> {});
        CodecDatabase database = filled(major);
        PgCodec codec = json.of(database.type(table("integer[]"), "v"));
        assertThat(written(codec, database.copy("SELECT v FROM " + table("integer[]") + " ORDER BY id")))
                .containsExactly("[]", "[1,null,3]", "[1,2,3]", "[[1,2],[3,4]]");
        assertThat(codec.type()).hasToString("JSON");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void lostPartsAreHeardOf(int major) throws SQLException {
        CodecDatabase database = filled(major);
        PgCodec codec = codecs.of(database.type(table("double precision[]"), "v"));
        written(codec, database.copy("SELECT v FROM " + table("double precision[]")));
        assertThat(lostParts).containsExactly("infinity");
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void fiftyMegabytesOfTextArrive(int major) throws SQLException {
        CodecDatabase database = filled(major);
        database.execute("CREATE UNLOGGED TABLE large AS SELECT repeat(E'x\\n\\\\\"\\u00e9', 10000000) AS v");
        byte[] text = database.copy("SELECT v FROM large").get(0);
        assertThat(text)
                .isEqualTo(database.select("SELECT v FROM large").get(0))
                .hasSize(60_000_000);
        assertThat(WrittenValue.of(codecs.of(database.type("large", "v")), text, 0, text.length))
                .hasSize(2 + 80_000_000);
        database.execute("DROP TABLE large");
    }

    static CodecDatabase filled(int major) throws SQLException {
        CodecDatabase database = DATABASES.get(major);
        if (database == null) {
            database = new CodecDatabase(major);
            DATABASES.put(major, database);
            database.log();
            for (Map.Entry<String, List<ValueRow>> type : types(database, major).entrySet()) {
                database.execute("CREATE TABLE " + table(type.getKey()) + " (id int, v " + type.getKey() + ")");
                int id = 0;
                for (ValueRow row : type.getValue()) {
                    database.execute(
                            "INSERT INTO " + table(type.getKey()) + " VALUES (" + id++ + ", " + row.sql() + ")");
                }
            }
        }
        return database;
    }

    private static Map<String, List<ValueRow>> types(CodecDatabase database, int major) {
        Map<String, List<ValueRow>> types = ValueRow.byType(major);
        if (!database.takes("'<a/>'::xml")) {
            types.keySet().removeIf(type -> type.startsWith("xml"));
        }
        return types;
    }

    private static String table(String type) {
        return "\"of " + type.replace("\"", "'") + '"';
    }

    private static List<String> written(PgCodec codec, List<byte @Nullable []> texts) {
        List<String> values = new ArrayList<>();
        for (byte[] text : texts) {
            values.add(text == null ? "NULL" : WrittenValue.of(codec, text, 0, text.length));
        }
        return values;
    }
}
