package dev.taphouse.http;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceContext;
import dev.taphouse.http.client.ApiClient;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.ApiResponse;
import dev.taphouse.http.client.CallScope;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.Window;
import dev.taphouse.http.paging.Fetched;
import dev.taphouse.http.paging.Page;
import dev.taphouse.http.record.Inference;
import dev.taphouse.http.record.JsonRecord;
import java.io.IOException;
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
    private final Map<String, Sample> read = new HashMap<>();

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
    Sample of(HttpStream stream) throws Exception {
        Sample known = read.get(stream.name());
        if (known != null) {
            return known;
        }
        Sample sample = new Sample();
        if (stream.parent().isEmpty()) {
            list(stream, scope, sample);
        } else {
            HttpStream parent = streams.get(stream.parent().get().stream());
            for (Map<String, @Nullable Object> record : parent == null ? new Sample().parents : of(parent).parents) {
                if (!sample.isFull()) {
                    child(stream, record, sample);
                }
            }
        }
        read.put(stream.name(), sample);
        return sample;
    }

    private void child(HttpStream stream, Map<String, @Nullable Object> parent, Sample sample) throws Exception {
        NestedList nested = new NestedList(stream.parent().orElseThrow(), parent);
        Scope of = scope.child(parent);
        if (!nested.isWhole()) {
            list(stream, of, sample);
            return;
        }
        StreamRows rows = new StreamRows(stream, of);
        for (JsonRecord record : nested.records()) {
            sample.add(rows.edited(record));
        }
    }

    private void list(HttpStream stream, Scope of, Sample sample) throws Exception {
        ListReader lists = new ListReader(stream, api, client, CallScope.of(context), clock);
        try {
            lists.read(request(stream, of), Page.FIRST, new SampledList(stream, of, sample));
        } catch (Enough e) {
            // the rest of the page is not looked at
        }
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

    /** Some records: what their fields are, and the first of them for children. */
    static final class Sample {
        private final Inference inference = new Inference(RECORDS);
        private final List<Map<String, @Nullable Object>> parents = new ArrayList<>();

        void add(JsonRecord record) throws IOException {
            inference.add(record);
            if (parents.size() < PARENTS) {
                parents.add(StreamRows.values(record));
            }
        }

        boolean isFull() {
            return inference.isFull();
        }

        List<Field> fields() {
            return inference.fields();
        }
    }

    /** There are records enough. */
    private static final class Enough extends Exception {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough", null, false, false);
        }
    }

    /** Takes records until there are enough. */
    private static final class SampledList implements ListReader.Listener {
        private final StreamRows rows;
        private final Sample sample;
        private int pages;

        SampledList(HttpStream stream, Scope scope, Sample sample) {
            this.rows = new StreamRows(stream, scope);
            this.sample = sample;
        }

        @Override
        public void begin(ApiResponse response) {
            // a page that is read again is looked at again, which changes nothing
        }

        @Override
        public void record(JsonRecord record) throws Exception {
            sample.add(rows.edited(record));
            if (sample.isFull()) {
                throw new Enough();
            }
        }

        @Override
        public boolean page(Fetched fetched, Optional<Page> next, boolean settled) {
            pages++;
            return pages < PAGES;
        }
    }
}
