package dev.taphouse.http;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.http.client.ApiClient;
import dev.taphouse.http.client.ClientOptions;
import dev.taphouse.http.cursor.Bookmark;
import dev.taphouse.http.cursor.CursorField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session with an API. Reads of streams that are not parent and child may run side by side. */
final class HttpSession implements SourceSession {
    private final HttpSource source;
    private final SourceContext context;
    private final Api api;
    private final Map<String, HttpStream> streams = new LinkedHashMap<>();
    private final Scope scope;
    private final ServerClock clock = new ServerClock();
    private final ApiClient client;
    private final Optional<Instant> startDate;
    private @Nullable Map<String, String> absent;

    HttpSession(HttpSource source, SourceContext context) {
        this.source = source;
        this.context = context;
        this.api = source.api(context);
        source.streams(context).forEach(stream -> streams.put(stream.name(), stream));
        this.client = ApiClient.of(
                ClientOptions.of(context, api.clientSettings(), api.baseUrl()),
                api.authentication(),
                api.budget(),
                context);
        this.startDate = context.get(HttpSource.START_DATE);
        this.scope = Scope.of(source.settings(context));
    }

    @Override
    public int parallelism() {
        return api.parallelism();
    }

    @Override
    public void check() throws Exception {
        Discovery discovery = discovery();
        absent(discovery);
        discovery.check(streams.values());
    }

    @Override
    public List<StreamSpec> discover(Set<String> only) throws Exception {
        Discovery discovery = discovery();
        Map<String, String> absent = absent(discovery);
        List<StreamSpec> specs = new ArrayList<>();
        for (HttpStream stream : streams.values()) {
            String why = absent.get(stream.name());
            if (why != null && only.contains(stream.name())) {
                specs.add(discovery.unseen(stream).unavailable(SourceException.Kind.ABSENT, why));
            } else if (why == null && (only.isEmpty() || only.contains(stream.name()))) {
                specs.add(discovery.spec(stream));
            }
        }
        return specs;
    }

    /** Those that are absent are not listed unless they are asked for by name. */
    private Map<String, String> absent(Discovery discovery) throws Exception {
        if (absent == null) {
            absent = source.absent(context, discovery::get);
        }
        return absent;
    }

    @Override
    public List<Split> plan(List<StreamRead> reads) {
        Map<String, List<StreamRead>> families = new LinkedHashMap<>();
        for (String name : streams.keySet()) { // parents first
            for (StreamRead read : reads) {
                if (read.spec().name().equals(name)) {
                    families.computeIfAbsent(root(stream(read)).name(), root -> new ArrayList<>())
                            .add(read);
                }
            }
        }
        List<Split> splits = new ArrayList<>();
        for (List<StreamRead> family : families.values()) {
            splits.add(Split.of(family));
        }
        return splits;
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        Map<String, OpenFields> openFields = new LinkedHashMap<>();
        split.streams()
                .forEach(each -> openFields.put(each.spec().name(), new OpenFields(out, stream(each), each.spec())));
        Reading reading = new Reading(api, client, clock, context, out, startDate, openFields);
        StreamRead first = split.streams().get(0);
        HttpStream stream = stream(first);
        if (split.streams().size() > 1 || stream.parent().isPresent()) {
            new Walk(reading, tree(root(stream), split)).read(scope);
        } else if (first.cursors().isEmpty() || stream.incremental().isEmpty()) {
            new FullReader(reading, stream, first).read(scope);
        } else {
            incremental(reading, stream, first);
        }
    }

    private void incremental(Reading reading, HttpStream stream, StreamRead read) throws Exception {
        CursorField field = Cursors.any(stream.incremental().orElseThrow(), read.spec());
        Checkpoints checkpoints = bookmark -> reading.sink().rows(stream.name()).checkpoint(bookmark.position(field));
        CursorReader reader =
                new CursorReader(reading, stream, read, scope, Bookmark.of(read.from(), field), checkpoints);
        checkpoints.at(reader.read());
    }

    /** The stream with those below it that are read, or lead to one that is. */
    private Node tree(HttpStream stream, Split split) {
        Optional<StreamRead> read = split.streams().stream()
                .filter(each -> each.spec().name().equals(stream.name()))
                .findFirst();
        Node node = new Node(stream, read);
        for (HttpStream each : streams.values()) {
            boolean below = each.parent()
                    .filter(parent -> parent.stream().equals(stream.name()))
                    .isPresent();
            if (below) {
                Node child = tree(each, split);
                if (!child.isDone()) {
                    node.add(child);
                }
            }
        }
        return node;
    }

    private HttpStream root(HttpStream stream) {
        HttpStream root = stream;
        while (root.parent().isPresent()) {
            HttpStream parent = streams.get(root.parent().get().stream());
            if (parent == null) {
                throw new SourceException(
                        SourceException.Kind.CONFIG,
                        "stream '" + root.name() + "' has the parent '" + root.parent().get().stream()
                                + "', which is no stream");
            }
            root = parent;
        }
        return root;
    }

    private HttpStream stream(StreamRead read) {
        HttpStream stream = streams.get(read.spec().name());
        if (stream == null) {
            throw new SourceException(
                            SourceException.Kind.ABSENT,
                            "there is no stream '" + read.spec().name() + "'")
                    .remedy("Discover again.");
        }
        return stream;
    }

    private Discovery discovery() {
        return new Discovery(api, client, clock, context, streams, scope);
    }

    @Override
    public void close() {
        client.close();
    }
}
