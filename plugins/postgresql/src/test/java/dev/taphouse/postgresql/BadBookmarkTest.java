package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bookmarks that no read can go on from: one clear line each, and no row read from a wrong place. */
class BadBookmarkTest extends Fixture {
    private static final String REMEDY = "Remove the stream's bookmark from the state to read it again from the start.";

    static Stream<Arguments> ofAnotherType() {
        return Stream.of(
                Arguments.of("id", "seven", "a number is expected"),
                Arguments.of("id", "7; DROP TABLE t", "a number is expected"),
                Arguments.of("id", new BigDecimal("2.5"), "an integer of 64 bits is expected"),
                Arguments.of("id", new BigDecimal("-1e900"), "an integer of 64 bits is expected"),
                Arguments.of("id", Map.of("a", 1), "a number is expected"),
                Arguments.of("id", List.of(1), "a number is expected"),
                Arguments.of("id", true, "a number is expected"),
                Arguments.of("at", 7, "a time like 2026-01-31T00:00:00Z is expected"),
                Arguments.of("at", "yesterday", "a time like 2026-01-31T00:00:00Z is expected"),
                Arguments.of("at", "2026-13-01T00:00:00Z", "a time like 2026-01-31T00:00:00Z is expected"),
                Arguments.of("at", true, "a time like 2026-01-31T00:00:00Z is expected"),
                Arguments.of("n", "x", "a number is expected"),
                Arguments.of("v", 7, "text is expected"),
                Arguments.of("v", "a\0b", "text without the character U+0000"),
                Arguments.of("u", "not-a-uuid", "a UUID"));
    }

    @ParameterizedTest
    @MethodSource("ofAnotherType")
    void aValueOfAnotherTypeIsRefused(String cursor, Object value, String expected) throws Exception {
        table();
        for (Position from : List.of(
                Position.cursor(cursor, value), Position.cursor(cursor, value).with("key", Map.of()))) {
            SourceException failure = incrementalFailure(cursor, from);
            assertThat(failure.kind()).isEqualTo(Kind.POSITION);
            assertThat(failure)
                    .hasMessageStartingWith("stream 'public-t': the state holds a value of another type: ")
                    .hasMessageContaining(expected);
            assertThat(failure.remedy()).hasValue(REMEDY);
        }
    }

    @Test
    void aBookmarkOfAnotherCursorIsRefused() throws Exception {
        table();
        assertThat(incrementalFailure("id", Position.cursor("at", "2026-01-01T00:00:00Z")))
                .hasMessage("stream 'public-t': the bookmark is of cursor 'at', not of 'id'");
    }

    @Test
    void aTimeBeyondTheServersClockIsRefusedSinceItWouldHideTheRowsUntilThen() throws Exception {
        table();
        SourceException failure = incrementalFailure("at", Position.cursor("at", "2199-01-01T00:00:00Z"));
        assertThat(failure.kind()).isEqualTo(Kind.POSITION);
        assertThat(failure)
                .hasMessageStartingWith(
                        "stream 'public-t': the bookmark 2199-01-01T00:00:00Z is from the future: it is" + " beyond 20")
                .hasMessageEndingWith("Z, the server's clock, and rows that are written until then would not be read");
        assertThat(failure.remedy()).hasValue(REMEDY);
    }

    @Test
    void aNumberBeyondItsSequenceIsRefusedSinceItWouldHideTheRowsUntilThen() throws Exception {
        table();
        Position last = incremental("t", "id", Position.START).position();
        assertThat(last.cursor()).hasValue("3");
        database.execute("TRUNCATE t RESTART IDENTITY", "INSERT INTO t (v) VALUES ('a')");
        assertThat(incrementalFailure("id", last))
                .hasMessage(
                        "stream 'public-t': the bookmark 3 is from the future: it is beyond 1, the last number of its"
                                + " sequence, and rows that are written until then would not be read");
    }

    @Test
    void aBookmarkAboveAllRowsIsToldWhereItCannotBeKnownToBeFromTheFuture() throws Exception {
        database.execute("CREATE TABLE n (id int PRIMARY KEY)", "INSERT INTO n SELECT generate_series(1, 5)");
        Position last = incremental("n", "id", Position.START).position();
        try (Drive drive = open()) {
            assertThat(drive.read(incremental(drive, "n", "id").from(last)).stream("public-n")
                            .rows())
                    .hasSize(1);
            assertThat(drive.context().logged()).noneMatch(line -> line.contains("below the bookmark"));
            database.execute("DELETE FROM n WHERE id > 3");
            drive.read(incremental(drive, "n", "id").from(last));
            assertThat(drive.context().logged())
                    .contains(
                            "WARNING stream 'public-n': all rows are below the bookmark; if the database was restored or"
                                    + " is another one, those up to the bookmark will not be read: set it back, or remove it from"
                                    + " the state");
        }
    }

    static Stream<Position> malformed() {
        Position byKey = Position.of("max_pk_values", Map.of("id", 3));
        return Stream.of(
                byKey.with("last_pk_fetched", Map.of("id", "x")),
                byKey.with("last_pk_fetched", Map.of("other", 1)),
                byKey.with("last_pk_fetched", "1"),
                byKey.with("last_pk_fetched", List.of(1)),
                Position.of("last_pk_fetched", Map.of("id", 1)).with("max_pk_values", Map.of("id", "'; SELECT 1 --")),
                Position.of("pages", pages("1); DROP TABLE t; --")),
                Position.of("pages", pages("7")));
    }

    private static Map<String, Object> pages(String snapshot) {
        return Map.of("file", 1, "version", 1, "next", 0, "snapshot", snapshot);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedPositionOfAFullTableIsRefused(Position from) throws Exception {
        table();
        SourceException failure = catchThrowableOfType(SourceException.class, () -> full("t", from));
        assertThat(failure.kind()).isEqualTo(Kind.POSITION);
        assertThat(failure).hasMessageStartingWith("stream 'public-t': ");
        assertThat(failure.remedy()).hasValue(REMEDY);
        assertThat(full("t", Position.START).rows()).hasSize(3);
    }

    static Stream<Object> pagesThatAreNone() {
        return Stream.of(
                Map.of(),
                Map.of("file", "x", "version", 1, "next", 0),
                Map.of("file", 1, "version", 1),
                Map.of("file", -1, "version", -1, "next", -1),
                Map.of("file", 1, "version", 1, "next", new BigDecimal("1.5")),
                "pages",
                List.of(1, 2));
    }

    @ParameterizedTest
    @MethodSource("pagesThatAreNone")
    void pagesThatAreNoneAreReadFromTheStart(Object pages) throws Exception {
        table();
        assertThat(full("t", Position.of("pages", pages)).rows()).hasSize(3);
    }

    @Test
    void aPassThatWasBegunInAnotherDatabaseIsRefused() throws Exception {
        wide("t", 6000);
        Position begun = full("t", Position.START).checkpoints().get(0).position();
        // tables of a copy have the same names, and lie at the same places
        try (PostgresDatabase copy = database.server().newDatabase("TEMPLATE " + database.name())) {
            SourceException failure = catchThrowableOfType(SourceException.class, () -> {
                try (Drive drive = Drive.open(new PostgresqlSource(), copy.config())) {
                    drive.read(full(drive, "t").from(begun));
                }
            });
            assertThat(failure.kind()).isEqualTo(Kind.POSITION);
            assertThat(failure)
                    .hasMessage("stream 'public-t': its pass was begun in another database, or before this one was"
                            + " restored or failed over");
            assertThat(failure.remedy()).hasValue(REMEDY);
        }
    }

    private SourceException incrementalFailure(String cursor, Position from) {
        return catchThrowableOfType(SourceException.class, () -> incremental("t", cursor, from));
    }

    private void table() {
        database.execute(
                "CREATE TABLE t (id bigserial PRIMARY KEY, v text COLLATE \"C\", n numeric DEFAULT 1,"
                        + " u uuid DEFAULT gen_random_uuid(), at timestamptz NOT NULL DEFAULT now())",
                "INSERT INTO t (v) VALUES ('a'), ('b'), ('c')");
    }
}
