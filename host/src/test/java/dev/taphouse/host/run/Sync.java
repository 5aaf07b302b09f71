package dev.taphouse.host.run;

import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.log.FreshLog;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.state.State;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A run of the real engine into memory, with a STATE at every occasion and retries without waiting. */
final class Sync {
    final Stop stop = new Stop();
    private final SourceSession session;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private OutputStream out = stdout;
    private Pace pace = new Pace(1, Duration.ZERO);
    private Retry retry = new Retry(3, Duration.ZERO);
    private Map<String, @Nullable Object> state = Map.of();
    private Conduct conduct = new Conduct(1, Duration.ZERO, false, Sync::thread, streams -> {});
    private Set<String> only = Set.of();
    private UnaryOperator<StreamRead> change = UnaryOperator.identity();

    private Sync(SourceSession session) {
        this.session = session;
    }

    static Sync of(SourceSession session) {
        return new Sync(session);
    }

    Sync state(Map<String, @Nullable Object> document) {
        state = document;
        return this;
    }

    Sync pace(Pace other) {
        pace = other;
        return this;
    }

    Sync retry(Retry other) {
        retry = other;
        return this;
    }

    Sync conduct(Conduct other) {
        conduct = other;
        return this;
    }

    static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    Sync stdout(OutputStream other) {
        out = other;
        return this;
    }

    Sync only(String... streams) {
        only = Set.of(streams);
        return this;
    }

    /** What is wanted of each stream. */
    Sync reads(UnaryOperator<StreamRead> how) {
        change = how;
        return this;
    }

    Outcome run() throws Exception {
        List<StreamSpec> specs = session.discover(only);
        List<Wanted> wanted = specs.stream().map(this::wanted).toList();
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        FreshLog.start();
        Log.to(new PrintStream(notes, true, StandardCharsets.UTF_8));
        try {
            Setup setup = new Setup(
                    session,
                    new State(state),
                    new MessageWriter(out),
                    pace,
                    retry,
                    stop,
                    Clock.systemUTC(),
                    Map.of(),
                    conduct);
            RunResult result = Engine.run(setup, wanted);
            String log = notes.toString(StandardCharsets.UTF_8);
            return new Outcome(result, Messages.of(stdout.toByteArray()), log);
        } finally {
            Log.to(System.err);
        }
    }

    private Wanted wanted(StreamSpec spec) {
        return spec.unavailable()
                .map(why -> Wanted.not(spec.name(), Problem.of(why)))
                .orElseGet(() -> Wanted.of(change.apply(StreamRead.of(spec))));
    }

    /**
     * What came of it.
     *
     * @param log what was written on stderr
     */
    record Outcome(RunResult result, Messages messages, String log) {

        StreamRun stream(String name) {
            return result.streams().stream()
                    .filter(run -> run.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        Verdict verdict(String stream) {
            return stream(stream).verdict();
        }

        String reason(String stream) {
            return stream(stream).reason().map(Problem::text).orElse("");
        }
    }
}
