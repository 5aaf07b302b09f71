package dev.taphouse.postgresql.log;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.postgresql.PostgresqlSource;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.TestContext;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A tap of LOG_BASED streams as a host drives it: first copies by lanes, then the log, each stream from where it stands.
 * Its state is what the last run ended with.
 */
final class LogTap {
    private final Map<String, Object> config;
    private Map<String, Position> state = new TreeMap<>();
    private Runnable afterPlan = () -> {};
    private boolean confirming = true;

    LogTap(PostgresDatabase database) {
        this(database.config());
    }

    LogTap(Map<String, Object> config) {
        this.config = new LinkedHashMap<>(config);
    }

    LogTap option(String name, Object value) {
        config.put(name, value);
        return this;
    }

    /** Its target confirms no STATE from here on. */
    void unconfirmed() {
        confirming = false;
    }

    /** What is done once, when the next run was planned and has read nothing. */
    void afterPlan(Runnable action) {
        afterPlan = action;
    }

    /** A failure as a host shows it. */
    static String line(SourceException why) {
        return why.kind() + " " + why.getMessage() + ". " + why.remedy().orElse("");
    }

    /** Where a table stands. */
    Position at(String table) {
        return state.getOrDefault("public-" + table, Position.START);
    }

    /** Where each stream stands. */
    Map<String, Position> state() {
        return new TreeMap<>(state);
    }

    void state(Map<String, Position> other) {
        state = new TreeMap<>(other);
    }

    /** Runs to the end. */
    Run run(String... tables) throws Exception {
        return run(UnaryOperator.identity(), tables);
    }

    /** Runs with a log read that ends as it is told. */
    Run run(UnaryOperator<CapturedSink> ending, String... tables) throws Exception {
        TestContext context = TestContext.of(new PostgresqlSource(), config);
        try (Drive drive = Drive.open(new PostgresqlSource(), context)) {
            List<StreamRead> reads = new ArrayList<>();
            for (String table : tables) {
                String name = "public-" + table;
                reads.add(StreamRead.of(drive.discover(name))
                        .method(Method.LOG_BASED)
                        .from(state.getOrDefault(name, Position.START)));
            }
            Run run = new Run(context);
            Map<String, Position> safe = new TreeMap<>(state);
            reads.forEach(read -> safe.putIfAbsent(read.spec().name(), Position.START));
            if (!confirming) {
                safe.replaceAll((name, position) -> Position.START);
            }
            Map<String, List<Position>> lanes = new LinkedHashMap<>();
            List<Split> splits = drive.session().plan(reads);
            afterPlan.run();
            afterPlan = () -> {};
            for (Split split : splits) {
                if (!split.lane().isEmpty()) {
                    CapturedSink sink = CapturedSink.of(split);
                    drive.read(split, sink);
                    String name = split.stream().spec().name();
                    run.copies.computeIfAbsent(name, n -> new ArrayList<>()).add(sink.stream(name));
                    lanes.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(sink.stream(name).position());
                } else {
                    Split merged = merged(drive, split, lanes);
                    CapturedSink sink = ending.apply(CapturedSink.of(merged));
                    safe.forEach(sink::safe);
                    try {
                        run.complete = drive.read(merged, sink);
                    } catch (SourceException e) {
                        merged.streams()
                                .forEach(read -> run.refused.put(read.spec().name(), line(e)));
                        continue;
                    }
                    for (StreamRead read : merged.streams()) {
                        String name = read.spec().name();
                        run.logs.put(name, sink.stream(name));
                        state.put(name, sink.stream(name).position());
                    }
                }
            }
            run.logged = context.logged();
            return run;
        }
    }

    private static Split merged(Drive drive, Split split, Map<String, List<Position>> lanes) throws Exception {
        List<StreamRead> reads = new ArrayList<>();
        for (StreamRead read : split.streams()) {
            List<Position> done = lanes.get(read.spec().name());
            reads.add(done == null ? read : read.from(drive.session().merge(read, done)));
        }
        return split.follow() ? Split.of(reads).following() : Split.of(reads);
    }

    /** What a run brought. */
    static final class Run {
        private final Map<String, List<CapturedStream>> copies = new LinkedHashMap<>();
        private final Map<String, CapturedStream> logs = new LinkedHashMap<>();
        private final Map<String, String> refused = new LinkedHashMap<>();
        private final TestContext context;
        private List<String> logged = List.of();
        private boolean complete;

        private Run(TestContext context) {
            this.context = context;
        }

        /** The rows of the first copy of a table. */
        List<Map<String, Object>> copy(String table) {
            List<Map<String, Object>> rows = new ArrayList<>();
            copies.getOrDefault("public-" + table, List.of()).forEach(part -> rows.addAll(part.rows()));
            return rows;
        }

        /** What the log brought of a table. */
        CapturedStream log(String table) {
            return Objects.requireNonNull(logs.get("public-" + table), table);
        }

        /** Why a table was not read. */
        String refused(String table) {
            return refused.getOrDefault("public-" + table, "not refused");
        }

        boolean isComplete() {
            return complete;
        }

        List<String> logged() {
            return logged;
        }

        long counted(String metric) {
            return context.counted(metric);
        }
    }
}
