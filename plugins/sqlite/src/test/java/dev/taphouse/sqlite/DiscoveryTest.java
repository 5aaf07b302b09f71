package dev.taphouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.StreamSpec.Resume;
import dev.taphouse.api.Type;
import dev.taphouse.testkit.Drive;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryTest extends Fixture {

    @Test
    void mapsDeclaredTypes() throws Exception {
        database().run("""
                        CREATE TABLE t (a INTEGER PRIMARY KEY, b BIGINT NOT NULL, c VARCHAR(10), d CLOB, e BLOB, f REAL,
                          g "DOUBLE PRECISION", h DECIMAL(10,2), i NUMERIC, j BOOLEAN, k DATE, l DATETIME,
                          m TIMESTAMP, n TIME, o, p UUID, q POINT, r MONEY, s "TIMESTAMP WITH TIME ZONE")
                        """);
        try (Drive drive = open()) {
            assertThat(drive.discover("t").fields())
                    .extracting(field -> field.name() + " " + field.type() + " " + field.nullable())
                    .containsExactly(
                            "a INT64 false",
                            "b INT64 false",
                            "c TEXT true",
                            "d TEXT true",
                            "e BYTES true",
                            "f FLOAT64 true",
                            "g FLOAT64 true",
                            "h DECIMAL true",
                            "i DECIMAL true",
                            "j BOOL true",
                            "k DATE true",
                            "l TIMESTAMP true",
                            "m TIMESTAMP true",
                            "n TIME true",
                            "o JSON true",
                            "p JSON true",
                            "q INT64 true",
                            "r DECIMAL true",
                            "s TIMESTAMP true");
            assertThat(drive.discover("t").field("c").flatMap(Field::nativeType))
                    .contains("VARCHAR(10)");
            assertThat(drive.discover("t").cursors())
                    .containsExactly("a", "b", "c", "d", "f", "g", "h", "i", "k", "l", "m", "q", "r", "s");
            assertThat(drive.discover("t").isOrdered()).isTrue();
        }
    }

    @Test
    void findsKeysInTheirOrder() throws Exception {
        database()
                .run(
                        "CREATE TABLE composite (a TEXT NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (b, a))",
                        "CREATE TABLE without (id TEXT PRIMARY KEY, v) WITHOUT ROWID",
                        "CREATE TABLE loose (id TEXT PRIMARY KEY)",
                        "CREATE TABLE none (v BLOB)",
                        "CREATE TABLE quirk (id INTEGER PRIMARY KEY DESC)");
        try (Drive drive = open()) {
            assertThat(drive.discover())
                    .extracting(StreamSpec::name)
                    .containsExactly("composite", "loose", "none", "quirk", "without");
            assertThat(drive.discover("composite").keys()).containsExactly("b", "a");
            assertThat(drive.discover("composite").resume()).isEqualTo(Resume.EXACTLY);
            assertThat(drive.discover("without").resume()).isEqualTo(Resume.EXACTLY);
            assertThat(drive.discover("without").fields().get(0).nullable()).isFalse();
            assertThat(drive.discover("loose").keys()).containsExactly("id");
            assertThat(drive.discover("loose").resume()).isEqualTo(Resume.BY_CURSOR);
            assertThat(drive.discover("none").keys()).isEmpty();
            assertThat(drive.discover("none").resume()).isEqualTo(Resume.NOT);
            assertThat(drive.discover("quirk").fields().get(0).nullable()).isTrue();
        }
    }

    @Test
    void findsViewsGeneratedColumnsAndVirtualTables() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (a INTEGER PRIMARY KEY, b INT GENERATED ALWAYS AS (a * 2) STORED,"
                                + " c TEXT AS (a || 'x'))",
                        "CREATE VIEW v AS SELECT a, b + 1 AS e FROM t",
                        "CREATE VIRTUAL TABLE docs USING fts5(body)",
                        "CREATE TABLE gone (x)",
                        "CREATE VIEW broken AS SELECT x FROM gone",
                        "PRAGMA legacy_alter_table = ON",
                        "DROP TABLE gone");
        try (Drive drive = open()) {
            assertThat(drive.discover()).extracting(StreamSpec::name).containsExactly("broken", "docs", "t", "v");
            assertThat(drive.discover("t").fields())
                    .extracting(Field::name, Field::type)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("a", Type.INT64),
                            org.assertj.core.groups.Tuple.tuple("b", Type.INT64),
                            org.assertj.core.groups.Tuple.tuple("c", Type.TEXT));
            assertThat(drive.discover("t").metadata()).containsEntry("is-view", false);
            assertThat(drive.discover("v").metadata()).containsEntry("is-view", true);
            assertThat(drive.discover("v").field("e").map(Field::type)).contains(Type.JSON);
            assertThat(drive.discover("docs").fields()).extracting(Field::name).containsExactly("body");
            assertThat(drive.discover("broken").unavailable())
                    .hasValueSatisfying(why -> assertThat(why).hasMessageContaining("no such table: main.gone"));
        }
    }

    @Test
    void offersNoCursorWhoseCollationIsNoOrderOfTime() throws Exception {
        database().run("CREATE TABLE t (a TEXT COLLATE NOCASE, b TEXT COLLATE RTRIM, c TEXT COLLATE BINARY, d TEXT)");
        try (Drive drive = open()) {
            assertThat(drive.discover("t").cursors()).containsExactly("c", "d");
        }
    }

    @Test
    void filtersTables() throws Exception {
        database().run("CREATE TABLE a1 (x)", "CREATE TABLE a2 (x)", "CREATE TABLE b (x)", "CREATE TABLE \"c.d\" (x)");
        try (Drive drive = open(Map.of("filter_tables", "a?,c.*"))) {
            assertThat(drive.discover()).extracting(StreamSpec::name).containsExactly("a1", "a2", "c.d");
        }
    }

    @Test
    void makesColumnsNullableThatMisfitsMayEmpty() throws Exception {
        database().run("CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)");
        try (Drive drive = open(Map.of("on_misfit", "null"))) {
            assertThat(drive.discover("t").fields()).extracting(Field::nullable).containsExactly(false, true);
        }
    }
}
