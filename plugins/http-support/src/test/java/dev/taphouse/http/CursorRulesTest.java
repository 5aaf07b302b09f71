package dev.taphouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.Order;
import dev.taphouse.http.cursor.TimeFormat;
import dev.taphouse.http.paging.CursorPaginator;
import dev.taphouse.http.paging.Ends;
import dev.taphouse.http.paging.OffsetPaginator;
import dev.taphouse.http.paging.TokenPlace;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.TestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far a pass reads, where the next begins, and what may move the bookmark. */
final class CursorRulesTest extends Fixture {

    private static HttpStream stream(String sort, Incremental how) {
        return rows("cursor", sort)
                .paginator(new CursorPaginator("next", TokenPlace.param("after"), FIFTY, Ends.BY_TOKEN))
                .incremental(how);
    }

    private static HttpStream ascending() {
        return stream("updated", byUpdated().order(Order.ASCENDING));
    }

    private static OptionalLong bookmark(CapturedStream stream) {
        return stream.position().int64("replication_key_value");
    }

    // rule 1: the cap

    @Test
    void aPassReadsUpToTheServersTimeLessTheLag() throws Exception {
        server.fill(100);
        long now = server.now().getEpochSecond();
        HttpStream stream = stream(
                "updated",
                byUpdated().endParam("to").order(Order.ASCENDING).neverNull().lag(Duration.ofSeconds(10)));

        CapturedStream read = read(stream, start(now - 1000), sink -> sink, startDate(now - 1000));

        assertThat(bookmark(read)).hasValue(now - 11); // "to" is exclusive here
        assertThat(ids(read)).hasSize(89).contains(89).doesNotContain(90);
    }

    @Test
    void theLocalClockIsNeverAsked() throws Exception {
        server.fill(100);
        TestSource source = new TestSource(server.url(), ascending());
        TestContext context = TestContext.of(source, Map.of())
                .clock(Clock.fixed(Instant.parse("2099-01-01T00:00:00Z"), ZoneOffset.UTC));
        try (Drive drive = Drive.open(source, context)) {
            CapturedStream read = drive.read("rows", Position.START).stream("rows");
            assertThat(bookmark(read)).hasValue(server.now().getEpochSecond());
        }
    }

    @Test
    void rowsAboveTheCapArePushedAndAreNoBookmark() throws Exception {
        server.fill(100);
        long now = server.now().getEpochSecond();
        server.put(new Row(500, now, now + 3600, 1));

        CapturedStream read = read(ascending(), Position.START);

        assertThat(ids(read)).contains(500);
        assertThat(bookmark(read)).hasValue(now);
    }

    @Test
    void aPassThatBringsNothingLeavesTheBookmark() throws Exception {
        server.fill(100);
        Position first = read(ascending(), Position.START).position();
        server.tick(100_000);

        CapturedStream again = read(ascending(), first);

        assertThat(again.rows()).isEmpty();
        assertThat(again.position()).isEqualTo(first);
    }

    @Test
    void withoutAServerTimeTheBookmarkStaysBelowWhatCameByTheLag() throws Exception {
        server.fill(100).withoutDate();
        HttpStream stream = stream("updated", byUpdated().order(Order.ASCENDING).lag(Duration.ofSeconds(10)));
        assertThat(bookmark(read(stream, Position.START))).hasValue(server.now().getEpochSecond() - 10);
    }

    @Test
    void withoutAServerTimeNoEndCanBeAskedFor() throws Exception {
        server.fill(100).withoutDate();
        HttpStream stream = stream("updated", byUpdated().endParam("to").neverNull());
        SourceException failure = catchThrowableOfType(
                SourceException.class,
                () -> read(stream, start(1_700_000_000L), sink -> sink, startDate(1_700_000_000L)));
        assertThat(failure).hasMessageContaining("the server does not tell its time (no Date header)");
        assertThat(failure.remedy()).hasValue("Leave 'end_param' out, or end the read with an end date.");
    }

    // rule 2: the overlap

    @Test
    void aRowThatAppearsLaterWithTheSecondOfTheBookmarkIsReadAndTheOthersAreDropped() throws Exception {
        server.fill(100);
        Position first = read(ascending(), Position.START).position();
        long second = first.int64("replication_key_value").orElseThrow();
        server.put(new Row(500, second, second, 1));

        CapturedStream next = read(ascending(), first);

        assertThat(ids(next)).containsExactly(500);
        assertThat(server.requests().get(server.requests().size() - 1).queryParameter("from"))
                .isEqualTo(Long.toString(second - 1));
    }

    @Test
    void aRowThatChangesWithinTheSecondOfTheBookmarkComesAgain() throws Exception {
        server.fill(100);
        Position first = read(ascending(), Position.START).position();
        server.update(100);

        CapturedStream next = read(ascending(), first);

        assertThat(next.rows()).hasSize(1);
        assertThat(versions(next.rows())).containsEntry(100, 2L);
    }

    @Test
    void aFieldOfTheVersionTellsRepeats() throws Exception {
        server.fill(100);
        HttpStream stream = ascending().version("version");
        Position first = read(stream, Position.START).position();
        server.put(new Row(100, 1, server.now().getEpochSecond(), 1)); // another record, the same version

        assertThat(read(stream, first).rows()).isEmpty();
    }

    @Test
    void repeatsAreDroppedInsideTheOverlapOnly() throws Exception {
        server.fill(100);
        CapturedStream all = read(ascending(), Position.START);
        Position start = all.position();
        long second = start.int64("replication_key_value").orElseThrow();
        Position before = Position.of(start.entries()).with("replication_key_value", second - 50);

        assertThat(read(ascending(), before).rows()).hasSize(52); // 50 after it, and 2 of the second before and its own
    }

    @Test
    void lookBackBringsRowsThatWereVisibleLate() throws Exception {
        server.fill(100).lateBy(Duration.ofSeconds(5));
        HttpStream stream = stream("updated", byUpdated().order(Order.ASCENDING).lookBack(Duration.ofSeconds(6)));
        Position first = read(stream, Position.START).position();
        long now = server.now().getEpochSecond();
        server.put(new Row(500, now - 9, now - 9, 1)); // committed late: below what was read
        server.tick(10);

        CapturedStream next = read(stream, first);

        assertThat(ids(next)).contains(500, 96, 97, 98, 99, 100).doesNotContain(95, 94);
    }

    // rule 3: order and windows

    @Test
    void ascendingMovesTheBookmarkWithEachPage() throws Exception {
        server.fill(200);
        Position first = read(ascending(), Position.START).position();
        server.tick(100);
        for (int id = 1; id <= 200; id++) {
            server.tick(1);
            server.update(id);
        }
        CapturedStream cut = read(ascending(), first, sink -> sink.endAtCheckpoint(2));
        assertThat(bookmark(cut)).hasValue(server.now().getEpochSecond() - 100);
        assertThat(cut.rows()).hasSize(100);
    }

    @Test
    void descendingMovesTheBookmarkAtTheEndOfThePassAlone() throws Exception {
        server.fill(200);
        HttpStream stream = stream("-updated", byUpdated().order(Order.DESCENDING));
        CapturedStream cut = read(stream, Position.START, sink -> sink.endAtCheckpoint(2));
        assertThat(bookmark(cut)).isEmpty();
        assertThat(ids(read(stream, cut.position()))).contains(1).doesNotContain(200);
        assertThat(bookmark(read(stream, cut.position()))).hasValue(server.now().getEpochSecond());
    }

    @Test
    void aDescendingListWithoutAFilterIsReadDownToTheBookmark() throws Exception {
        server.fill(1000);
        HttpStream stream = stream(
                "-updated",
                Incremental.by("updated_at")
                        .format(TimeFormat.EPOCH_S)
                        .order(Order.DESCENDING)
                        .clientSide());
        Position first = read(stream, Position.START).position();
        server.tick(5);
        server.update(7);
        int before = server.requests().size();

        CapturedStream next = read(stream, first);

        assertThat(ids(next)).containsExactly(7);
        assertThat(server.requests().size() - before).isEqualTo(2);
    }

    @Test
    void windowsMoveTheBookmarkOfAListWithoutOrder() throws Exception {
        server.fill(1000);
        long begin = server.now().getEpochSecond() - 1000;
        HttpStream stream = stream("id", byUpdated().endParam("to").neverNull().window(Duration.ofSeconds(300)));
        CapturedStream cut = read(stream, start(begin), sink -> sink.endAtRow(650), startDate(begin));
        assertThat(cut.position().text("window")).hasValue(TimeFormat.canonical(Instant.ofEpochSecond(begin + 600)));
        assertThat(bookmark(cut)).hasValue(begin + 599);

        CapturedStream rest = read(stream, cut.position());

        List<Map<String, @Nullable Object>> both = new ArrayList<>(cut.covered());
        both.addAll(rest.rows());
        assertThat(versions(both)).hasSize(999); // "to" leaves the second of the cap out
        assertThat(rest.rows()).hasSizeLessThan(420);
        assertThat(rest.position().text("window")).isEmpty();
    }

    @Test
    void anOrderThatIsNotKeptFailsTheStream() throws Exception {
        server.fill(100).update(3);
        HttpStream stream = stream("id", byUpdated().order(Order.ASCENDING));
        SourceException failure = catchThrowableOfType(SourceException.class, () -> read(stream, Position.START));
        assertThat(failure.kind()).isEqualTo(SourceException.Kind.DATA);
        assertThat(failure)
                .hasMessageContaining("stream 'rows': a record with 'updated_at'")
                .hasMessageContaining("though its order is said to be ascending");
    }

    // rule 4: no cursor

    @Test
    void rowsWithoutACursorComeInTheFirstPassAndAreCounted() throws Exception {
        server.fill(100);
        for (int id = 40; id < 50; id++) {
            server.put(new Row(id, 1, null, 1));
        }
        long date = server.now().getEpochSecond() - 30;
        TestSource source = new TestSource(server.url(), ascending());
        TestContext context = TestContext.of(source, startDate(date));
        try (Drive drive = Drive.open(source, context)) {
            CapturedStream read = drive.read("rows", start(date)).stream("rows");
            assertThat(ids(read)).hasSize(41).contains(40, 49, 70).doesNotContain(1, 39, 50, 69);
            assertThat(context.counted("records_without_cursor")).isEqualTo(10);
            assertThat(context.logged()).anyMatch(line -> line.contains("10 records have no 'updated_at'"));
            assertThat(server.requests()).allMatch(url -> url.queryParameter("from") == null);
        }
    }

    @Test
    void aFirstPassThatWasCutBringsThemAfterwards() throws Exception {
        server.fill(300);
        server.put(new Row(301, 1, null, 1));
        for (HttpStream stream : List.of(
                stream("id", byUpdated().order(Order.ASCENDING)), // a page is kept
                rows("offset", "id")
                        .incremental(byUpdated().order(Order.ASCENDING))
                        .paginator(new OffsetPaginator("offset", FIFTY, 5, Ends.total("total"))))) {
            CapturedStream cut = read(stream, Position.START, sink -> sink.endAtCheckpoint(3));
            CapturedStream rest = read(stream, cut.position());

            assertThat(ids(rest)).as(cut.position().toString()).contains(301);
            List<Map<String, @Nullable Object>> both = new ArrayList<>(cut.covered());
            both.addAll(rest.rows());
            assertThat(versions(both)).hasSize(301);
            assertThat(rest.position().text("first_pass")).isEmpty();
        }
    }

    // rule 8: result caps

    @Test
    void aWindowWithAsManyRowsAsTheApiGivesIsHalved() throws Exception {
        server.fill(1000).mostResults(100);
        long begin = server.now().getEpochSecond() - 1000;
        HttpStream stream = stream("id", byUpdated().endParam("to").maxResults(100));

        CapturedStream read = read(stream, start(begin), sink -> sink, startDate(begin));

        assertThat(ids(read)).hasSize(999); // the last one has the second of the cap, which "to" leaves out
        server.tick(1);
        assertThat(ids(read(stream, read.position()))).contains(1000);
    }

    @Test
    void aSecondWithTooManyRowsFailsTheStreamAndSaysWhatHelps() throws Exception {
        server.fill(10).mostResults(100);
        long second = server.now().getEpochSecond() - 100;
        for (int id = 1000; id < 1200; id++) {
            server.put(new Row(id, second, second, 1));
        }
        HttpStream stream = stream("id", byUpdated().endParam("to").maxResults(100));
        SourceException failure = catchThrowableOfType(
                SourceException.class, () -> read(stream, start(second - 100), sink -> sink, startDate(second - 100)));
        assertThat(failure)
                .hasMessageContaining("stream 'rows': the API gives no more than 100 records of one list")
                .hasMessageContaining("which cannot be divided further");
        assertThat(failure.remedy().orElse("")).contains("another filter of the API");
    }

    // rule 11: time

    @Test
    void aFilterByDaysIsWidenedByADayOnBothSides() {
        TimeFormat day = TimeFormat.DATE.in(ZoneId.of("Asia/Tokyo"));
        Instant noon = Instant.parse("2026-03-10T20:00:00Z"); // the 11th in Tokyo
        assertThat(day.start(noon)).isEqualTo("2026-03-10");
        assertThat(day.end(noon)).isEqualTo("2026-03-12");
        assertThat(day.parse("2026-03-11")).isEqualTo("2026-03-10T15:00:00Z");
    }

    @Test
    void aBookmarkIsAUtcInstantWhateverTheWireFormat() throws Exception {
        server.fill(10);
        StreamSpec spec = StreamSpec.of(
                "rows",
                Field.of("id", Type.INTEGER),
                Field.of("updated_at", Type.TEXT),
                Field.of("version", Type.INTEGER));
        CapturedStream read = read(ascending().schema(spec), Position.START);
        assertThat(read.position().cursor()).hasValue(TimeFormat.canonical(server.now()));
        assertThat(read(ascending().schema(spec), read.position()).rows()).isEmpty();
    }

    @Test
    void aBookmarkOfAnotherTapIsGoneOnFrom() throws Exception {
        server.fill(100);
        Position foreign = Position.cursor("updated_at", server.now().getEpochSecond() - 20);
        CapturedStream read = read(ascending(), foreign);
        assertThat(ids(read)).hasSize(22);
        assertThat(server.requests().get(0).queryParameter("from"))
                .isEqualTo(Long.toString(server.now().getEpochSecond() - 21));
    }

    @Test
    void aBookmarkThatIsNoTimeIsRefused() {
        SourceException failure = catchThrowableOfType(
                SourceException.class, () -> read(ascending(), Position.cursor("updated_at", "yesterday")));
        assertThat(failure.kind()).isEqualTo(SourceException.Kind.POSITION);
        assertThat(failure).hasMessageContaining("replication_key_value 'yesterday' is no time of the format epoch_s");
    }

    @Test
    void aReadUpToATimeLeavesOutWhatIsNotBeforeIt() throws Exception {
        server.fill(100);
        TestSource source = new TestSource(server.url(), ascending());
        try (Drive drive = Drive.open(source, Map.of())) {
            StreamRead read =
                    StreamRead.of(drive.discover("rows")).until(server.now().minusSeconds(10));
            CapturedStream stream = drive.read(read).stream("rows");
            assertThat(ids(stream)).hasSize(89).contains(89).doesNotContain(90);
        }
    }

    private static Position start(long seconds) {
        return Position.cursor("updated_at", seconds);
    }

    private static Map<String, ?> startDate(long seconds) {
        return Map.of("start_date", TimeFormat.canonical(Instant.ofEpochSecond(seconds)));
    }
}
