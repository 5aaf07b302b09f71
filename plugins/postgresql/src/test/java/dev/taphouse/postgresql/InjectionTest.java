package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, values, bookmarks and options that would be SQL if they ever became part of it. */
class InjectionTest extends Fixture {
    private static final List<String> CORPUS = List.of(
            "quo\"te",
            "\"; DROP TABLE canary; --",
            "\"\"; DROP TABLE canary; --",
            "it's",
            "'); DROP TABLE canary; --",
            "' OR 1=1 --",
            "semi;colon",
            "back\\slash\\",
            "\\'; DROP TABLE canary; --",
            "E'\\''",
            "\\.",
            "\\N",
            "$$; DROP TABLE canary; --$$",
            "$1 ? ?? :name %s {0} {fn now()} ${x} {{x}}",
            "/* comment */ -- and another",
            "tab\tnew\nline\rreturn\u000bfeed\f",
            "a.b.c",
            "SELECT",
            "CamelCase And Space",
            " leading and trailing ",
            "ünïcødé 麦酒 🍺 \u202e\ufeff",
            "%_*?[a-z]",
            "n".repeat(63),
            "é".repeat(31) + "x");

    static List<String> corpus() {
        return CORPUS;
    }

    @BeforeEach
    void canary() {
        database.execute("CREATE TABLE canary (id int)", "INSERT INTO canary VALUES (1)");
    }

    @AfterEach
    void theCanaryLives() {
        assertThat(database.query("SELECT id FROM canary")).containsExactly("1");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void namesAreNamesOnEveryPath(String name) throws Exception {
        String q = quoted(name);
        String table = q + "." + q;
        database.execute(
                "CREATE SCHEMA " + q,
                "CREATE TABLE " + table + " (" + q + " bigserial PRIMARY KEY, "
                        + "v text, at timestamptz NOT NULL DEFAULT now())",
                "INSERT INTO " + table + " (v, at) SELECT i, '2026-01-01' FROM generate_series(1, 25) i",
                "CREATE VIEW " + q + "." + quoted("w" + name.substring(1)) + " AS SELECT * FROM " + table);
        try (Drive drive = open(Map.of("filter_schemas", List.of(exact(name))))) {
            drive.check();
            List<StreamSpec> specs = drive.discover();
            assertThat(specs).hasSize(2);
            for (StreamSpec spec : specs) {
                StreamRead read = StreamRead.of(spec).method(Method.FULL_TABLE);
                assertThat(ids(drive.read(read).stream(spec.name()), name)).hasSize(25);
                assertThat(ids(drive.read(read.limit(5)).stream(spec.name()), name))
                        .hasSize(5);
                assertThat(drive.session().count(read)).hasValue(25);
            }
            StreamSpec spec = specs.stream()
                    .filter(each -> !each.keys().isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(spec.keys()).containsExactly(name);
            readByKeyAndCursor(drive, spec, name);
        }
    }

    private static void readByKeyAndCursor(Drive drive, StreamSpec spec, String name) throws Exception {
        StreamRead full = StreamRead.of(spec).method(Method.FULL_TABLE);
        Position byKey = Position.of("last_pk_fetched", Map.of(name, 10)).with("max_pk_values", Map.of(name, 20));
        assertThat(ids(drive.read(full.from(byKey)).stream(spec.name()), name)).hasSize(10);
        assertThat(drive.session().count(full.from(byKey))).hasValue(10);
        for (String cursor : List.of(name, "at")) {
            StreamRead incremental = StreamRead.of(spec).method(Method.INCREMENTAL, cursor);
            Position first = drive.read(incremental).stream(spec.name()).position();
            assertThat(first.cursor()).isPresent();
            CapturedStream next = drive.read(incremental.from(first)).stream(spec.name());
            assertThat(next.rows()).hasSize(cursor.equals("at") ? 25 : 1);
        }
    }

    @Test
    void valuesAreValuesInRowsKeysAndBookmarks() throws Exception {
        database.execute("CREATE TABLE t (k text COLLATE \"C\" PRIMARY KEY, v text)");
        insert(CORPUS);
        Set<String> sorted = new TreeSet<>((a, b) -> compareBytes(a, b));
        sorted.addAll(CORPUS);
        List<String> expected = new ArrayList<>(sorted);
        CapturedStream all = full("t", Position.START);
        assertThat(all.column("k")).containsExactlyInAnyOrderElementsOf(CORPUS).isEqualTo(all.column("v"));
        for (int i = 0; i < expected.size(); i++) {
            Position byKey = Position.of("last_pk_fetched", Map.of("k", expected.get(i)))
                    .with("max_pk_values", Map.of("k", expected.get(expected.size() - 1)));
            assertThat(full("t", byKey).column("k"))
                    .as(expected.get(i))
                    .isEqualTo(expected.subList(i + 1, expected.size()));
            Position bookmark = Position.cursor("k", expected.get(i)).with("key", Map.of());
            try (Drive drive = open()) {
                StreamRead read = incremental(drive, "t", "k").from(bookmark);
                assertThat(drive.read(read).stream("public-t").column("k"))
                        .as(expected.get(i))
                        .isEqualTo(expected.subList(i, expected.size()));
                assertThat(drive.session().count(read)).hasValue(expected.size() - i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void filtersAreFilters(String name) throws Exception {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> {
            try (Drive drive = open(Map.of("filter_schemas", List.of(name + "x")))) {
                drive.check();
            }
        });
        assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
        assertThat(failure).hasMessageStartingWith("option 'filter_schemas': no schema matches ");
        try (Drive drive = open(Map.of("filter_tables", List.of(name)))) {
            assertThat(drive.discover()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void anApplicationNameIsAName(String name) throws Exception {
        try (Drive drive = open(Map.of("application_name", name))) {
            drive.check();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void aDatabaseOfThatNameIsTheOneThatIsRead(String name) throws Exception {
        database.server().execute("CREATE DATABASE " + quoted(name));
        try (Drive drive = open(Map.of("database", name))) {
            drive.check();
            assertThat(drive.discover()).isEmpty();
        } finally {
            database.server().execute("DROP DATABASE " + quoted(name) + " WITH (FORCE)");
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void aUserOfThatNameAndPasswordLogsInAndIsGrantedWhatIsMissing(String name) throws Exception {
        database.execute(
                "CREATE USER " + quoted(name) + " PASSWORD '" + name.replace("'", "''") + "'",
                "ALTER USER " + quoted(name) + " SET standard_conforming_strings = off");
        try {
            Map<String, Object> as = Map.of("user", name, "password", name);
            SourceException failure = catchThrowableOfType(SourceException.class, () -> check(as));
            assertThat(failure.kind()).isEqualTo(Kind.PERMISSION);
            database.execute(failure.remedy().orElseThrow());
            check(as);
        } finally {
            database.execute("DROP OWNED BY " + quoted(name), "DROP ROLE " + quoted(name));
        }
    }

    static Stream<String> texts() {
        return Stream.of("user", "password", "database", "application_name", "filter_schemas", "filter_tables");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextWithTheCharacterZeroEndsNowhereElse(String option) {
        SourceException failure = catchThrowableOfType(
                SourceException.class, () -> check(Map.of(option, "postgres\0database\0postgres")));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
        assertThat(failure).hasMessage("option '" + option + "' holds the character U+0000, which no name can have");
    }

    private void check(Map<String, Object> options) throws Exception {
        try (Drive drive = open(options)) {
            drive.check();
            drive.discover();
        }
    }

    private void insert(List<String> values) throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
            for (String value : values) {
                statement.setString(1, value);
                statement.setString(2, value);
                statement.executeUpdate();
            }
        }
    }

    private static List<Object> ids(CapturedStream stream, String column) {
        List<Object> ids = stream.column(column);
        assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
        return ids;
    }

    private static int compareBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** A pattern has no way to say that a star is one: any character will do. */
    private static String exact(String name) {
        return name.replace('*', '?');
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
