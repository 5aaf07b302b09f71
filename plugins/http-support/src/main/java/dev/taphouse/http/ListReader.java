package dev.taphouse.http;

import dev.taphouse.http.client.ApiClient;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.ApiResponse;
import dev.taphouse.http.client.CallScope;
import dev.taphouse.http.paging.Fetched;
import dev.taphouse.http.paging.Fingerprint;
import dev.taphouse.http.paging.Page;
import dev.taphouse.http.paging.PageWalk;
import dev.taphouse.http.paging.Paginator;
import dev.taphouse.http.record.Body;
import dev.taphouse.http.record.BodyFormat;
import dev.taphouse.http.record.JsonRecord;
import java.nio.charset.Charset;
import java.util.Optional;
import okhttp3.MediaType;

/** Reads the lists of one stream, page by page. */
final class ListReader {
    private final HttpStream stream;
    private final Api api;
    private final ApiClient client;
    private final CallScope scope;
    private final ServerClock clock;

    ListReader(HttpStream stream, Api api, ApiClient client, CallScope scope, ServerClock clock) {
        this.stream = stream;
        this.api = api;
        this.client = client;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Reads a list to its end, or until the listener has enough.
     *
     * @param from the page to begin with
     * @return false when a rule says that there is nothing here
     */
    boolean read(ApiRequest list, Page from, Listener listener) throws Exception {
        Paginator paginator = stream.paginator();
        PageWalk walk = new PageWalk(stream.mostPages(), paginator.overlaps());
        KnownRecords known = new KnownRecords();
        Optional<Page> page = Optional.of(from);
        while (page.isPresent()) {
            walk.ask(page.get());
            Optional<Fetched> fetched = fetch(paginator.request(list, page.get()), page.get(), known, listener);
            if (fetched.isEmpty()) {
                return false;
            }
            walk.came(fetched.get());
            Optional<Page> next = paginator.next(fetched.get());
            boolean more = listener.page(fetched.get(), next, paginator.settled(fetched.get()));
            page = more ? next : Optional.empty();
        }
        return true;
    }

    private Optional<Fetched> fetch(ApiRequest request, Page page, KnownRecords known, Listener listener)
            throws Exception {
        return client.exchange(request, stream.rules(api), scope, response -> {
            clock.saw(response);
            listener.begin(response);
            known.begin();
            Body body = format(response)
                    .read(response.body(), stream.paginator().wanted(), record -> take(record, known, listener));
            return new Fetched(page, response.url(), response.headers(), body, known.end());
        });
    }

    private BodyFormat format(ApiResponse response) {
        String type = response.headers().get("Content-Type");
        MediaType media = type == null ? null : MediaType.parse(type);
        Charset charset = media == null ? null : media.charset();
        return charset == null ? stream.format() : stream.format().in(charset);
    }

    private void take(JsonRecord record, KnownRecords known, Listener listener) throws Exception {
        if (stream.paginator().overlaps()) {
            long version = Fingerprint.of(record.bytes(), record.offset(), record.length());
            if (known.add(key(record, version), version)) {
                return;
            }
        }
        listener.record(record);
    }

    private long key(JsonRecord record, long version) {
        return stream.primaryKey().isEmpty() ? version : Fingerprint.of(Versions.key(stream, record));
    }

    /** Takes what comes. */
    interface Listener {

        /** A page begins; again when it broke off before. */
        void begin(ApiResponse response) throws Exception;

        /** A record, unless it came before in this list just so. */
        void record(JsonRecord record) throws Exception;

        /**
         * A page is whole.
         *
         * @param settled whether everything before its end has come
         * @return whether to go on
         */
        boolean page(Fetched fetched, Optional<Page> next, boolean settled) throws Exception;
    }
}
