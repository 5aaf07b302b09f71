package dev.taphouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.http.cursor.Order;
import dev.taphouse.http.paging.CursorPaginator;
import dev.taphouse.http.paging.Ends;
import dev.taphouse.http.paging.LastRecordPaginator;
import dev.taphouse.http.paging.LinkHeaderPaginator;
import dev.taphouse.http.paging.OffsetPaginator;
import dev.taphouse.http.paging.PagePaginator;
import dev.taphouse.http.paging.PageSize;
import dev.taphouse.http.paging.TokenPlace;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.TestContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A read that is cut at any request, while rows change, and gone on with from what the last checkpoint covers: after
 * quiet passes every row has come in its last version.
 */
final class KillTest extends Fixture {
    private static final PageSize TEN = new PageSize("limit", 10);

    /** Ways to read the same rows. */
    enum Way {
        CURSOR_ASCENDING,
        CURSOR_UNORDERED,
        CURSOR_DESCENDING,
        CURSOR_WINDOWS,
        CURSOR_CAPPED,
        LINK_ASCENDING,
        OFFSET_ASCENDING,
        PAGE_BACKWARDS,
        FULL_KEYSET,
        FULL_OFFSET;

        HttpStream stream() {
            return switch (this) {
                case CURSOR_ASCENDING ->
                    by("cursor", "updated", Order.ASCENDING).paginator(cursor());
                case CURSOR_UNORDERED -> by("cursor", "id", Order.NONE).paginator(cursor());
                case CURSOR_DESCENDING ->
                    by("cursor", "-updated", Order.DESCENDING).paginator(cursor());
                case CURSOR_WINDOWS ->
                    rows("cursor", "id")
                            .paginator(cursor())
                            .incremental(byUpdated().endParam("to").window(Duration.ofSeconds(40)));
                case CURSOR_CAPPED ->
                    rows("cursor", "id")
                            .paginator(cursor())
                            .incremental(byUpdated().endParam("to").maxResults(60));
                case LINK_ASCENDING ->
                    by("link", "updated", Order.ASCENDING)
                            .paginator(new LinkHeaderPaginator(false, TEN, Ends.BY_TOKEN));
                case OFFSET_ASCENDING ->
                    by("offset", "updated", Order.ASCENDING)
                            .paginator(new OffsetPaginator("offset", TEN, 3, Ends.total("total")));
                case PAGE_BACKWARDS ->
                    by("page", "id", Order.NONE)
                            .paginator(new PagePaginator("page", 1, TEN, Ends.total("total"), true));
                case FULL_KEYSET ->
                    rows("last", "id")
                            .paginator(new LastRecordPaginator(
                                    "id", TokenPlace.param("after_id"), TEN, Ends.hasMore("has_more")));
                case FULL_OFFSET ->
                    rows("offset", "id").paginator(new OffsetPaginator("offset", TEN, 3, Ends.total("total")));
            };
        }

        private static HttpStream by(String path, String sort, Order order) {
            return rows(path, sort).incremental(byUpdated().order(order));
        }

        private static CursorPaginator cursor() {
            return new CursorPaginator("next", TokenPlace.param("after"), TEN, Ends.BY_TOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aReadThatIsCutAtAnyRequestLosesNothing(Way way) throws Exception {
        for (int request = 1; request < 30; request += 2) {
            cutAndGoneOnWith(way, request);
        }
    }

    private void cutAndGoneOnWith(Way way, int request) throws Exception {
        stop();
        start();
        server.pageSize(10).fill(150);
        if (way == Way.CURSOR_CAPPED) {
            server.mostResults(60);
        } else {
            server.put(new Row(75, 1, null, 1));
        }
        change(request);
        List<Map<String, @Nullable Object>> came = new ArrayList<>();
        Position at = Position.START;
        for (int run = 0; run < 3; run++) {
            at = run(way.stream(), at, came, run < 2 ? server.requests().size() + request : Integer.MAX_VALUE);
        }
        server.before(n -> {});
        server.tick(100);
        for (int quiet = 0; quiet < 2; quiet++) {
            at = run(way.stream(), at, came, Integer.MAX_VALUE);
        }

        Map<Integer, Long> versions = versions(came);
        Map<Integer, Long> wanted = new HashMap<>();
        server.rows().forEach((id, row) -> wanted.put(id, row.version()));
        assertThat(versions).as("cut at request %s, seed %s", request, request).containsAllEntriesOf(wanted);
    }

    /** Runs until the server breaks down at a request; keeps what a host that was killed then would have kept. */
    private Position run(HttpStream stream, Position from, List<Map<String, @Nullable Object>> came, int cutAt)
            throws Exception {
        server.mangle(response -> {
            if (server.requests().size() >= cutAt) {
                response.code(500);
            }
        });
        TestSource source = new TestSource(server.url(), stream);
        try (Drive drive = Drive.open(source, TestContext.of(source, Map.of("max_tries", 1L)))) {
            StreamRead read = StreamRead.of(drive.discover("rows")).from(from);
            CapturedSink sink = CapturedSink.of(read);
            try {
                drive.read(Split.of(read), sink);
            } catch (SourceException | IOException e) {
                CapturedStream cut = sink.stream("rows");
                came.addAll(cut.covered());
                return cut.position();
            }
            CapturedStream whole = sink.stream("rows");
            came.addAll(whole.rows());
            boolean incremental = stream.incremental().isPresent();
            return incremental ? whole.position() : Position.START; // a full pass that is through begins anew
        }
    }

    private void change(long seed) {
        Random random = new Random(seed);
        server.before(n -> {
            server.tick(1);
            for (int i = 0; n > 1 && i < 2; i++) {
                List<Integer> ids = new ArrayList<>(server.rows().keySet());
                int id = ids.get(random.nextInt(ids.size()));
                switch (random.nextInt(3)) {
                    case 0 -> server.insert();
                    case 1 -> server.update(id);
                    default -> server.delete(id);
                }
            }
        });
    }
}
