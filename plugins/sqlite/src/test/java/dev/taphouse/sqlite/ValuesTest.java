package dev.taphouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest extends Fixture {

    @Test
    void copiesEveryValueExactly() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, i INT, r REAL, d DECIMAL(10,2), s TEXT, b BLOB, f BOOLEAN,"
                                + " day DATE, at DATETIME, clock TIME, x)")
                .run(
                        "INSERT INTO t VALUES (1, 9223372036854775807, 0.1, 12345678.91, 'a''\"\\ü\uD83D\uDE00', x'00FF', 1,"
                                + " '2026-01-31', '2026-01-31 12:30:00', '23:59:59.5', 'text')",
                        "INSERT INTO t VALUES (2, -9223372036854775808, 1e300, 7, '', x'', 0, '0001-01-01',"
                                + " '2026-01-31T12:30:00.123456+02:00', '00:00', 5)",
                        "INSERT INTO t VALUES (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                        "INSERT INTO t VALUES (4, 1, 3, 0.1, char(65, 0, 66), x'01', TRUE, '9999-12-31',"
                                + " '2026-01-31 12:30Z', '12:30:00', 0.5)");

        CapturedStream t = full("t", Position.START);

        assertThat(t.column("i")).containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, null, 1L);
        assertThat(t.column("r")).containsExactly(0.1, 1e300, null, 3.0);
        assertThat(t.column("d"))
                .containsExactly(new BigDecimal("12345678.91"), new BigDecimal("7"), null, new BigDecimal("0.1"));
        assertThat(t.column("s")).containsExactly("a'\"\\ü\uD83D\uDE00", "", null, "A\0B");
        assertThat(t.column("b")).containsExactly("00ff", "", null, "01");
        assertThat(t.column("f")).containsExactly(true, false, null, true);
        assertThat(t.column("day")).containsExactly("2026-01-31", "0001-01-01", null, "9999-12-31");
        assertThat(t.column("at"))
                .containsExactly("2026-01-31T12:30:00Z", "2026-01-31T10:30:00.123456Z", null, "2026-01-31T12:30:00Z");
        assertThat(t.column("clock")).containsExactly("23:59:59.500000", "00:00:00", null, "12:30:00");
        assertThat(t.column("x")).containsExactly("text", 5L, null, 0.5);
    }

    @Test
    void readsNamesOfAnyKindAndOnlyWhatIsSelected() throws Exception {
        database()
                .run(
                        "CREATE TABLE \"we\"\"ird täble; -- \" (\"i d\" INTEGER PRIMARY KEY, \"a\"\"b\" TEXT, \"ü'?\" TEXT)",
                        "INSERT INTO \"we\"\"ird täble; -- \" VALUES (1, 'x', 'y')");
        String stream = "we\"ird täble; -- ";
        assertThat(full(stream, Position.START).rows()).containsExactly(Map.of("i d", 1L, "a\"b", "x", "ü'?", "y"));
        try (Drive drive = open()) {
            StreamRead read = fullRead(drive, stream);
            read = read.fields(read.spec().fields().subList(2, 3));
            assertThat(drive.read(read).stream(stream).rows()).containsExactly(Map.of("ü'?", "y"));
        }
    }

    @Test
    void readsViews() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)",
                        "INSERT INTO t VALUES (1, 'x'), (2, 'y')",
                        "CREATE VIEW v AS SELECT a, b, a * 1.5 AS c FROM t");
        assertThat(full("v", Position.START).rows())
                .containsExactly(Map.of("a", 1L, "b", "x", "c", 1.5), Map.of("a", 2L, "b", "y", "c", 3.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INTEGER | 'abc'        | holds TEXT, declared INTEGER",
                "INTEGER | 1.5          | holds REAL, declared INTEGER",
                "REAL    | 'abc'        | holds TEXT, declared REAL",
                "DECIMAL(5,2) | 'abc'   | holds TEXT, declared DECIMAL(5,2)",
                "DECIMAL(5,2) | 9e999   | holds REAL (infinity), declared DECIMAL(5,2)",
                "TEXT    | x'00'        | holds BLOB, declared TEXT",
                "BLOB    | 'abc'        | holds TEXT, declared BLOB",
                "BOOLEAN | 2            | holds INTEGER that is neither 0 nor 1, declared BOOLEAN",
                "DATE    | '31.01.2026' | holds TEXT that is no date like 2026-01-31, declared DATE",
                "DATE    | '2026-02-30' | holds TEXT that is no date like 2026-01-31, declared DATE",
                "DATE    | 20260131     | holds INTEGER, not a date like 2026-01-31, declared DATE",
                "DATETIME | '0000-00-00 00:00:00' | holds TEXT that is no time like 2026-01-31 12:30:00, declared DATETIME",
                "DATETIME | 1767225600000 | holds INTEGER, not a time like 2026-01-31 12:30:00, declared DATETIME",
                "TIME    | '25:00'      | holds TEXT that is no time like 12:30:00, declared TIME",
                "``      | x'00'        | holds BLOB, and its type is not declared"
            })
    void aValueThatDoesNotFitFailsTheStreamOrBecomesNullAndIsCounted(String type, String value, String message)
            throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, \"my col\" " + type + ")",
                        "INSERT INTO t VALUES (6, NULL), (7, " + value + ")");

        assertThatThrownBy(() -> full("t", Position.START))
                .isInstanceOfSatisfying(SourceException.class, e -> {
                    assertThat(e.kind()).isEqualTo(SourceException.Kind.DATA);
                    assertThat(e.remedy()).hasValueSatisfying(r -> assertThat(r).contains("on_misfit"));
                })
                .hasMessage("table 't', column 'my col', row id=7 " + message);

        try (Drive drive = open(Map.of("on_misfit", "null"))) {
            CapturedStream t = drive.read(fullRead(drive, "t")).stream("t");
            assertThat(t.column("my col")).containsExactly(null, null);
            assertThat(t.lost()).containsExactly("my col: " + message);
        }
    }

    @Test
    void namesARowWithoutKeyByItsRowid() throws Exception {
        database().run("CREATE TABLE t (rowid TEXT, n INTEGER)", "INSERT INTO t VALUES ('a', 1), ('b', 'x')");
        assertThatThrownBy(() -> full("t", Position.START))
                .hasMessage("table 't', column 'n', row _rowid_=2 holds TEXT, declared INTEGER");
    }

    @Test
    void aMisfitInAKeyOrCursorAlwaysFailsAndWhatCameBeforeStays() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER)",
                        "INSERT INTO t VALUES (1, 1), (2, 'x'), (3, 3)");
        try (Drive drive = open(Map.of("on_misfit", "null"))) {
            StreamRead read = incrementalRead(drive, "t", "c");
            CapturedSink sink = CapturedSink.of(read);
            assertThatThrownBy(() -> drive.read(Split.of(read), sink))
                    .hasMessage("table 't', column 'c', row id=2 holds TEXT, declared INTEGER");
            assertThat(sink.stream("t").column("id")).containsExactly(1L, 3L);
        }
    }
}
