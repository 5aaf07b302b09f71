package dev.taphouse.postgresql.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.postgresql.PostgresServer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Canonical values against the server: the way back is exact, the order is the server's. */
class OrdersTest {
    static final List<Integer> MAJORS = PostgresServer.MAJORS;

    /** More values of types whose order is not that of their text. */
    private static final Map<String, List<String>> MORE = Map.of(
            "text", List.of("'a'", "'B'", "'b'", "'é'", "'z'", "U&'\\FB01'", "U&'\\+01F600'", "'a b'", "'a-b'"),
            "char(5)", List.of("E'a\\tb'", "'a b'", "'B'", "E'a\\x01'"),
            "citext", List.of("'a'", "'B'", "'mixed '"),
            "bytea", List.of("'\\x00'", "'\\xde'", "'\\xff'"),
            "bit varying", List.of("B'1'", "B'10'", "B'01'", "B'100000001'", "B'1000000'"),
            "pg_lsn", List.of("'0/0'", "'A/0'", "'16/0'", "'FFFFFFFF/FFFFFFFF'"),
            "numeric", List.of("'-5'", "'2.5'", "'10'", "'1.1'"),
            "date", List.of("'4713-01-01 BC'", "'0001-12-31 BC'", "'99999-01-01'"),
            "timestamptz", List.of("'4713-01-01 00:00:00+00 BC'", "'294276-12-31 23:59:59.999999+00'", "'2024-01-01'"));

    @ParameterizedTest
    @FieldSource("MAJORS")
    void everyOrderIsExactAndTheServers(int major) throws SQLException {
        SoftAssertions all = new SoftAssertions();
        try (CodecDatabase database = new CodecDatabase(major)) {
            for (Map.Entry<String, List<ValueRow>> type : ValueRow.byType(major).entrySet()) {
                if (database.takes("'<a/>'::xml") || !type.getKey().startsWith("xml")) {
                    check(all, database, type.getKey(), type.getValue());
                }
            }
        }
        all.assertAll();
    }

    private static void check(SoftAssertions all, CodecDatabase database, String type, List<ValueRow> rows)
            throws SQLException {
        database.execute("DROP TABLE IF EXISTS t");
        database.execute("CREATE TABLE t (v " + type + ")");
        PgCodec codec = new PgCodecs(PgPolicy.DEFAULT, (field, reason) -> {}).of(database.type("t", "v"));
        PgOrder order = codec.order().orElse(null);
        if (order == null) {
            return;
        }
        List<String> values = new ArrayList<>(rows.stream().map(ValueRow::sql).toList());
        values.addAll(MORE.getOrDefault(type, List.of()));
        for (String value : values) {
            database.execute("INSERT INTO t VALUES (" + value + ")");
        }
        String expression = order.expression("v");
        String sql = " FROM t ORDER BY " + expression;
        List<Object> canonical = new ArrayList<>();
        for (byte[] text : database.copy("SELECT v" + sql)) {
            canonical.add(order.canonical(text, 0, text.length));
        }
        for (int i = 0; i < canonical.size(); i++) {
            Object value = canonical.get(i);
            all.assertThat(counted(database, "= ?::" + order.castType(), expression, order.text(value)))
                    .as("rows that equal '%s' of %s", short80(value), type)
                    .isEqualTo(canonical.stream()
                            .filter(other -> order.compare(other, value) == 0)
                            .count());
            all.assertThat(counted(database, "< ?::" + order.castType(), expression, order.text(value)))
                    .as("rows before '%s' of %s", short80(value), type)
                    .isEqualTo(canonical.stream()
                            .filter(other -> order.compare(other, value) < 0)
                            .count());
            if (i > 0) {
                all.assertThat(order.compare(canonical.get(i - 1), value))
                        .as("%s: %s and %s", type, short80(canonical.get(i - 1)), short80(value))
                        .isLessThanOrEqualTo(0);
            }
        }
    }

    private static String short80(Object value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) : text;
    }

    private static long counted(CodecDatabase database, String condition, String expression, String bound)
            throws SQLException {
        try (PreparedStatement statement = database.connection()
                .prepareStatement("SELECT count(*) FROM t WHERE " + expression + " " + condition)) {
            statement.setObject(1, bound, java.sql.Types.OTHER);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void textIsOrderedByBytesWhateverItsCollation(int major) throws SQLException {
        try (CodecDatabase database = new CodecDatabase(major)) {
            database.execute("CREATE TABLE t (c text COLLATE \"C\", d text COLLATE \"und-x-icu\", n name)");
            PgCodecs codecs = new PgCodecs(PgPolicy.DEFAULT, (field, reason) -> {});
            assertThat(codecs.of(database.type("t", "c")).order().orElseThrow().expression("\"c\""))
                    .isEqualTo("\"c\"");
            assertThat(codecs.of(database.type("t", "d")).order().orElseThrow().expression("\"d\""))
                    .isEqualTo("\"d\" COLLATE pg_catalog.\"C\"");
            assertThat(codecs.of(database.type("t", "n")).order().orElseThrow().expression("\"n\""))
                    .isEqualTo("\"n\"");
        }
    }
}
