package dev.taphouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.http.cursor.Order;
import dev.taphouse.http.paging.CursorPaginator;
import dev.taphouse.http.paging.Ends;
import dev.taphouse.http.paging.HeaderPaginator;
import dev.taphouse.http.paging.LastRecordPaginator;
import dev.taphouse.http.paging.LinkHeaderPaginator;
import dev.taphouse.http.paging.NextUrlPaginator;
import dev.taphouse.http.paging.OffsetPaginator;
import dev.taphouse.http.paging.PagePaginator;
import dev.taphouse.http.paging.Paginator;
import dev.taphouse.http.paging.TokenPlace;
import dev.taphouse.testkit.CapturedStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** 2,000 rows, pages of 50, five changes before each page: what existed throughout is read. */
final class MovingPagesTest extends Fixture {
    private static final Ends TOTAL = Ends.total("total");

    /** What changes. */
    enum Change {
        INSERTS,
        UPDATES,
        DELETES,
        ALL
    }

    private static Paginator offset() {
        return new OffsetPaginator("offset", FIFTY, 10, TOTAL);
    }

    private static Paginator cursor() {
        return new CursorPaginator("next", TokenPlace.param("after"), FIFTY, Ends.BY_TOKEN);
    }

    /** Lists whose rows are all read in one pass. */
    static Stream<Arguments> lists() {
        List<Arguments> lists = new ArrayList<>();
        for (Change change : Change.values()) {
            lists.add(Arguments.of("offset", "id", offset(), change));
            lists.add(Arguments.of("offset", "-id", offset(), change));
            lists.add(Arguments.of("offset", "updated", offset(), change));
            lists.add(Arguments.of("page", "id", new PagePaginator("page", 1, FIFTY, TOTAL, true), change));
            lists.add(Arguments.of("cursor", "id", cursor(), change));
            lists.add(Arguments.of("cursor", "-id", cursor(), change));
            lists.add(Arguments.of("cursor", "updated", cursor(), change));
            lists.add(Arguments.of(
                    "last",
                    "id",
                    new LastRecordPaginator("id", TokenPlace.param("after_id"), FIFTY, Ends.hasMore("has_more")),
                    change));
            lists.add(
                    Arguments.of("next", "id", new NextUrlPaginator("next_url", false, FIFTY, Ends.BY_TOKEN), change));
            lists.add(Arguments.of("link", "id", new LinkHeaderPaginator(false, FIFTY, Ends.BY_TOKEN), change));
            lists.add(Arguments.of(
                    "header",
                    "id",
                    new HeaderPaginator("Next-Page", Optional.empty(), false, FIFTY, Ends.BY_TOKEN),
                    change));
        }
        return lists.stream();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyRowThatExistedThroughoutIsRead(String path, String sort, Paginator paginator, Change change)
            throws Exception {
        server.fill(2000).before(changes(change, 7));
        Set<Integer> throughout = new TreeSet<>(server.rows().keySet());

        CapturedStream stream = read(rows(path, sort).paginator(paginator), Position.START);

        throughout.retainAll(server.rows().keySet());
        assertThat(ids(stream)).containsAll(throughout);
    }

    /** What a list by -updated, or its keyset, leaves out moved to its begin, and is newer than the pass. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void rowsThatMoveToTheBeginOfADescendingListComeInTheNextPass(Change change) throws Exception {
        for (HttpStream stream : List.of(
                rows("offset", "-updated").paginator(offset()),
                rows("cursor", "-updated").paginator(cursor()))) {
            stream.incremental(byUpdated().order(Order.DESCENDING));
            comesInTwoPasses(stream, change);
        }
    }

    /** A window whose end is past only loses rows: read backwards, those that follow are met later. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void offsetsOverAFrozenWindowAreReadFromTheLastPage(Change change) throws Exception {
        HttpStream stream = rows("page", "updated")
                .paginator(new PagePaginator("page", 1, FIFTY, TOTAL, true))
                .incremental(byUpdated().endParam("to").neverNull().maxResults(1_000_000));
        comesInTwoPasses(stream, change);
    }

    /** More rows go than pages overlap. */
    @Test
    void anOffsetStepsBackUntilARowReappears() throws Exception {
        server.fill(500).before(n -> {
            for (int id = n * 30; n > 2 && n < 6 && id < n * 30 + 25; id++) {
                server.delete(id - 60);
            }
        });

        CapturedStream stream = read(rows("offset", "id").paginator(offset()), Position.START);

        assertThat(ids(stream)).containsAll(server.rows().keySet());
        assertThat(server.requests())
                .extracting(url -> url.queryParameter("offset"))
                .containsSequence("80", "30");
    }

    @Test
    void aReadThatIsCutWhileItStepsBackLosesNothing() throws Exception {
        server.fill(500).before(n -> {
            for (int id = 1; n == 4 && id <= 45; id++) {
                server.delete(id);
            }
        });
        HttpStream stream = rows("offset", "updated")
                .paginator(offset())
                .incremental(byUpdated().order(Order.ASCENDING).neverNull());

        CapturedStream cut = read(stream, Position.START, sink -> sink.endAtRow(190)); // a row of the page with the gap
        CapturedStream next = read(stream, cut.position());

        Set<Integer> both = new TreeSet<>(versions(cut.covered()).keySet());
        both.addAll(ids(next));
        assertThat(both).containsAll(server.rows().keySet());
    }

    @Test
    void withoutOverlapAnOffsetLosesRowsThatDeletesPullToTheFront() throws Exception {
        server.fill(2000).before(changes(Change.DELETES, 7));

        CapturedStream stream =
                read(rows("offset", "id").paginator(new OffsetPaginator("offset", FIFTY, 0, TOTAL)), Position.START);

        assertThat(ids(stream).containsAll(server.rows().keySet())).isFalse();
    }

    private void comesInTwoPasses(HttpStream stream, Change change) throws Exception {
        stop();
        start();
        server.fill(2000).before(changes(change, 11));
        CapturedStream first = read(stream, Position.START);
        server.before(n -> {});
        server.tick(1000);
        CapturedStream second = read(stream, first.position());

        List<Map<String, @Nullable Object>> both = new ArrayList<>(first.rows());
        both.addAll(second.rows());
        Map<Integer, Long> came = versions(both);
        server.rows().forEach((id, row) -> assertThat(came).containsEntry(id, row.version()));
    }

    /** Five changes before each answer but the first. */
    private IntConsumer changes(Change change, long seed) {
        Random random = new Random(seed);
        return n -> {
            server.tick(1);
            for (int i = 0; n > 1 && i < 5; i++) {
                List<Integer> ids = new ArrayList<>(server.rows().keySet());
                int id = ids.get(random.nextInt(ids.size()));
                switch (change == Change.ALL ? Change.values()[random.nextInt(3)] : change) {
                    case INSERTS -> server.insert();
                    case UPDATES -> server.update(id);
                    case DELETES -> server.delete(id);
                    case ALL -> throw new IllegalStateException();
                }
            }
        };
    }
}
