package dev.taphouse.testkit;

import dev.taphouse.api.Position;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * Drives one session on the caller's thread, in the order in which a host does: open, check, discover, plan, read,
 * close. What the connector throws, these methods throw.
 */
public final class Drive implements AutoCloseable {
    private final TestContext context;
    private final SourceSession session;

    private Drive(TestContext context, SourceSession session) {
        this.context = context;
        this.session = session;
    }

    /** Opens a session with a config. */
    public static Drive open(Source source, Map<String, ?> config) throws Exception {
        return open(source, TestContext.of(source, config));
    }

    /** Opens a session in a context, which is closed with it. */
    public static Drive open(Source source, TestContext context) throws Exception {
        return new Drive(context, source.open(context));
    }

    /** The context. */
    public TestContext context() {
        return context;
    }

    /** The session, for calls that are not here. */
    public SourceSession session() {
        return session;
    }

    /** Tests the connection. */
    public void check() throws Exception {
        session.check();
    }

    /** All streams. */
    public List<StreamSpec> discover() throws Exception {
        return session.discover(Set.of());
    }

    /**
     * One stream, discovered as before a read.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public StreamSpec discover(String stream) throws Exception {
        return session.discover(Set.of(stream)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stream '" + stream + "'"));
    }

    /** Reads a stream by its default method, all fields, from a position, to the end. */
    public CapturedRead read(String stream, Position from) throws Exception {
        return read(StreamRead.of(discover(stream)).from(from));
    }

    /** Plans and reads to the end. The spec in {@code read} comes from {@link #discover(String)}. */
    public CapturedRead read(StreamRead read) throws Exception {
        return read(read, UnaryOperator.identity());
    }

    /**
     * Plans and reads; the position to start from goes through JSON first, as in a state file.
     *
     * @param ending told to each sink, such as {@code sink -> sink.endAtCheckpoint(2)}
     */
    public CapturedRead read(StreamRead read, UnaryOperator<CapturedSink> ending) throws Exception {
        StreamRead wanted = read.from(throughJson(read.from()));
        List<CapturedSink> sinks = new ArrayList<>();
        for (Split split : session.plan(List.of(wanted))) {
            CapturedSink sink = ending.apply(CapturedSink.of(split));
            sinks.add(sink);
            if (!read(split, sink)) {
                return new CapturedRead(sinks, false);
            }
        }
        return new CapturedRead(sinks, true);
    }

    /**
     * Reads one split into a sink of the caller's, which keeps what was pushed when the read throws.
     *
     * @return whether the pass is complete
     */
    public boolean read(Split split, CapturedSink sink) throws Exception {
        try {
            session.read(split, sink);
        } catch (CancellationException e) {
            if (!sink.endedEarly()) {
                throw e;
            }
        }
        return !sink.endedEarly();
    }

    @Override
    public void close() throws Exception {
        try {
            session.close();
        } finally {
            context.close();
        }
    }

    private static Position throughJson(Position position) throws IOException {
        if (!(Json.read(Json.write(position.entries())) instanceof Map<?, ?> entries)) {
            throw new IOException("a position is a JSON object");
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        entries.forEach((key, value) -> typed.put((String) key, value));
        return Position.of(typed);
    }
}
