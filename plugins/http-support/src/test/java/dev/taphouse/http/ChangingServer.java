package dev.taphouse.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A server whose rows change while they are read: a real one, that speaks all styles of paging over one set of rows, has
 * a clock of its own, and does before each answer what the test says.
 *
 * <p>Paths: {@code /offset} (offset, limit), {@code /page} (page, limit), {@code /cursor} (after, limit), {@code /last}
 * (after_id, limit), {@code /next} and {@code /link} and {@code /header} (their next address). Parameters of all: {@code
 * sort} (id, -id, updated, -updated), {@code from} (inclusive) and {@code to} (exclusive) over updated in seconds.
 */
final class ChangingServer implements AutoCloseable {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MockWebServer server = new MockWebServer();
    private final TreeMap<Integer, Row> rows = new TreeMap<>();
    private final List<HttpUrl> requests = new ArrayList<>();
    private IntConsumer before = n -> {};
    private Consumer<MockResponse.Builder> mangle = response -> {};
    private long now = 1_800_000_000L;
    private int pageSize = 50;
    private int mostResults = Integer.MAX_VALUE;
    private boolean date = true;
    private long hiddenSeconds;
    private int cutAt = -1;

    ChangingServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    return answer(request.getUrl());
                } catch (RuntimeException e) {
                    return new MockResponse.Builder()
                            .code(400)
                            .body("the test server broke: " + e)
                            .build();
                }
            }
        });
        server.setServerSocketFactory(new PromptSockets());
        server.start();
    }

    String url() {
        return server.url("/").toString();
    }

    /** Rows 1 to n, one a second, the last one now. */
    ChangingServer fill(int n) {
        for (int id = 1; id <= n; id++) {
            rows.put(id, new Row(id, now - n + id, now - n + id, 1));
        }
        return this;
    }

    /** Does something before the n-th answer, from 1. */
    ChangingServer before(IntConsumer change) {
        before = change;
        return this;
    }

    ChangingServer pageSize(int most) {
        pageSize = most;
        return this;
    }

    /** Gives no more than so many rows of one list. */
    ChangingServer mostResults(int most) {
        mostResults = most;
        return this;
    }

    /** Does not tell its time. */
    ChangingServer withoutDate() {
        date = false;
        return this;
    }

    /** Shows a change only after so long. */
    ChangingServer lateBy(Duration time) {
        hiddenSeconds = time.toSeconds();
        return this;
    }

    /** Breaks the answer to the n-th request off, from 1. */
    ChangingServer cutAt(int request) {
        cutAt = request;
        return this;
    }

    /** Changes every answer. */
    ChangingServer mangle(Consumer<MockResponse.Builder> change) {
        mangle = change;
        return this;
    }

    synchronized void put(Row row) {
        rows.put(row.id(), row);
    }

    synchronized void insert() {
        int id = rows.isEmpty() ? 1 : rows.lastKey() + 1;
        rows.put(id, new Row(id, now, now, 1));
    }

    synchronized void update(int id) {
        rows.computeIfPresent(id, (key, row) -> new Row(id, row.created(), now, row.version() + 1));
    }

    synchronized void delete(int id) {
        rows.remove(id);
    }

    synchronized void tick(long seconds) {
        now += seconds;
    }

    synchronized Instant now() {
        return Instant.ofEpochSecond(now);
    }

    synchronized Map<Integer, Row> rows() {
        return new TreeMap<>(rows);
    }

    /** The addresses asked for. */
    synchronized List<HttpUrl> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized MockResponse answer(HttpUrl url) {
        requests.add(url);
        before.accept(requests.size());
        MockResponse.Builder response = new MockResponse.Builder();
        if (date) {
            response.setHeader("Date", HTTP_DATE.format(now()));
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        List<Row> list = list(url);
        String style = url.pathSegments().get(0);
        int limit = Math.min(pageSize, (int) number(url, "limit", pageSize));
        int start = switch (style) {
            case "offset" -> (int) number(url, "offset", 0);
            case "page" -> (int) ((number(url, "page", 1) - 1) * limit);
            case "plain" -> 0;
            case "last" -> afterId(list, (int) number(url, "after_id", -1));
            default -> afterToken(list, url);
        };
        List<Row> page = list.subList(Math.min(start, list.size()), Math.min(start + limit, list.size()));
        body.put("data", page.stream().map(Row::json).toList());
        body.put("total", (long) list.size());
        body.put("pages", (list.size() + limit - 1L) / limit);
        boolean more = start + limit < list.size();
        body.put("has_more", more);
        response.setHeader("X-Total-Count", list.size());
        if (more && !page.isEmpty()) {
            next(url, style, page.get(page.size() - 1), body, response);
        }
        response.body(JsonText.write(body));
        if (requests.size() == cutAt) {
            response.onResponseBody(new SocketEffect.CloseSocket());
        }
        mangle.accept(response);
        return response.build();
    }

    private void next(
            HttpUrl url, String style, Row last, Map<String, @Nullable Object> body, MockResponse.Builder to) {
        String token = key(last, sort(url)) + "_" + last.id();
        HttpUrl next = url.newBuilder().setQueryParameter("after", token).build();
        switch (style) {
            case "cursor" -> body.put("next", token);
            case "next" -> body.put("next_url", next.encodedPath() + "?" + next.encodedQuery());
            case "link" -> to.setHeader("Link", "<" + next + ">; rel=\"next\", <" + url + ">; rel=\"first\"");
            case "header" -> to.setHeader("Next-Page", next.toString());
            default -> {}
        }
    }

    private List<Row> list(HttpUrl url) {
        long from = number(url, "from", Long.MIN_VALUE);
        long to = number(url, "to", Long.MAX_VALUE);
        boolean filtered = from != Long.MIN_VALUE || to != Long.MAX_VALUE;
        String sort = sort(url);
        Comparator<Row> order = Comparator.comparingLong(row -> key(row, sort));
        order = order.thenComparing(Row::id);
        return rows.values().stream()
                .filter(row -> hiddenSeconds == 0 || row.updatedOr(0) <= now - hiddenSeconds)
                .filter(row -> !filtered || row.updated() != null && row.updated() >= from && row.updated() < to)
                .sorted(sort.startsWith("-") ? order.reversed() : order)
                .limit(mostResults)
                .toList();
    }

    private static String sort(HttpUrl url) {
        String sort = url.queryParameter("sort");
        return sort == null ? "id" : sort;
    }

    private static long key(Row row, String sort) {
        return sort.endsWith("updated") ? row.updatedOr(0) : row.id();
    }

    private static int afterId(List<Row> list, int id) {
        for (int i = 0; i < list.size() && id >= 0; i++) {
            if (list.get(i).id() > id) {
                return i;
            }
        }
        return id < 0 ? 0 : list.size();
    }

    private static int afterToken(List<Row> list, HttpUrl url) {
        String token = url.queryParameter("after");
        if (token == null) {
            return 0;
        }
        String[] parts = token.split("_");
        long key = Long.parseLong(parts[0]);
        long id = Long.parseLong(parts[1]);
        boolean down = sort(url).startsWith("-");
        for (int i = 0; i < list.size(); i++) {
            int compared = Long.compare(key(list.get(i), sort(url)), key);
            compared = compared == 0 ? Long.compare(list.get(i).id(), id) : compared;
            if (down ? compared < 0 : compared > 0) {
                return i;
            }
        }
        return list.size();
    }

    private static long number(HttpUrl url, String param, long otherwise) {
        String text = url.queryParameter(param);
        return text == null ? otherwise : Long.parseLong(text);
    }
}
