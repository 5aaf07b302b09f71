package dev.taphouse.http;

import dev.taphouse.api.SourceContext;
import dev.taphouse.http.client.ApiClient;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.ApiResponse;
import dev.taphouse.http.client.CallScope;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.Window;
import dev.taphouse.http.paging.Fetched;
import dev.taphouse.http.paging.Page;
import dev.taphouse.http.record.JsonRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a few records of streams; each once, also where children ask for those of their parents. */
final class Samples {
    private static final int RECORDS = 500;
    private static final int PAGES = 5;
    private static final int PARENTS = 20;

    private final Api api;
    private final ApiClient client;
    private final ServerClock clock;
    private final SourceContext context;
    private final Map<String, HttpStream> streams;
    private final Scope scope;
    private final Map<String, List<Map<String, @Nullable Object>>> read = new HashMap<>();

    Samples(
            Api api,
            ApiClient client,
            ServerClock clock,
            SourceContext context,
            Map<String, HttpStream> streams,
            Scope scope) {
        this.api = api;
        this.client = client;
        this.clock = clock;
        this.context = context;
        this.streams = streams;
        this.scope = scope;
    }

    /** The first records of a stream as it pushes them; of a child, those of its first parents. */
    List<Map<String, @Nullable Object>> records(HttpStream stream) throws Exception {
        List<Map<String, @Nullable Object>> known = read.get(stream.name());
        if (known != null) {
            return known;
        }
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        if (stream.parent().isEmpty()) {
            list(stream, scope, records);
        } else {
            HttpStream parent = streams.get(stream.parent().get().stream());
            List<Map<String, @Nullable Object>> parents = parent == null ? List.of() : records(parent);
            for (int i = 0; i < Math.min(PARENTS, parents.size()) && records.size() < RECORDS; i++) {
                child(stream, scope.child(parents.get(i)), parents.get(i), records);
            }
        }
        read.put(stream.name(), records);
        return records;
    }

    private void child(
            HttpStream stream,
            Scope of,
            Map<String, @Nullable Object> parent,
            List<Map<String, @Nullable Object>> records)
            throws Exception {
        NestedList nested = new NestedList(stream.parent().orElseThrow(), parent);
        if (!nested.isWhole()) {
            list(stream, of, records);
            return;
        }
        StreamRows rows = new StreamRows(stream, Optional.empty(), of, Optional.empty());
        for (JsonRecord record : nested.records()) {
            records.add(StreamRows.values(rows.edited(record)));
        }
    }

    private void list(HttpStream stream, Scope of, List<Map<String, @Nullable Object>> records) throws Exception {
        ListReader lists = new ListReader(stream, api, client, CallScope.of(context), clock);
        lists.read(request(stream, of), Page.FIRST, new Sample(stream, of, records));
    }

    /** A stream that is asked for from a time on is asked for from its start date. */
    private ApiRequest request(HttpStream stream, Scope of) {
        Optional<Incremental> how = stream.incremental();
        if (how.isEmpty() || !stream.needsWindow()) {
            return stream.list(api, of);
        }
        Instant start = context.get(HttpSource.START_DATE).orElse(Instant.EPOCH);
        Instant end = clock.last()
                .orElse(start.plus(how.get().window().orElse(how.get().resolution())));
        return stream.list(api, of.window(Window.of(start, end), how.get().format()));
    }

    /** Takes records until there are enough. */
    private static final class Sample implements ListReader.Listener {
        private final StreamRows rows;
        private final List<Map<String, @Nullable Object>> records;
        private int whole;
        private int pages;

        Sample(HttpStream stream, Scope scope, List<Map<String, @Nullable Object>> records) {
            this.rows = new StreamRows(stream, Optional.empty(), scope, Optional.empty());
            this.records = records;
            this.whole = records.size();
        }

        @Override
        public void begin(ApiResponse response) {
            records.subList(whole, records.size()).clear();
        }

        @Override
        public void record(JsonRecord record) throws Exception {
            if (records.size() < RECORDS) {
                records.add(StreamRows.values(rows.edited(record)));
            }
        }

        @Override
        public boolean page(Fetched fetched, Optional<Page> next, boolean settled) {
            pages++;
            whole = records.size();
            return records.size() < RECORDS && pages < PAGES;
        }
    }
}
