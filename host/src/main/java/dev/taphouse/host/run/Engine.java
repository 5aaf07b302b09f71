package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.state.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Syncs streams: plans, reads split by split, as many at once as are allowed, keeps the state, gives each stream its
 * verdict. The first STATE comes before the first RECORD, and the last line is a STATE. Runs on the connector's thread,
 * and each read on one of its own.
 */
public final class Engine {
    private final SourceSession session;
    private final State state;
    private final Retry retry;
    private final Stop stop;
    private final Delivery delivery;
    private final Conduct conduct;
    private final Lanes lanes;
    private final Map<String, StreamRun> runs = new LinkedHashMap<>();
    private final Set<String> laned = new HashSet<>();
    private final Set<String> wholeAfterLanes = new HashSet<>();
    private String threadDump = "";

    private Engine(Setup setup, Delivery delivery) {
        this.session = setup.session();
        this.state = setup.state();
        this.retry = setup.retry();
        this.stop = setup.stop();
        this.delivery = delivery;
        this.conduct = setup.conduct();
        this.lanes = new Lanes(session, state);
    }

    /**
     * Runs to the end.
     *
     * @param wanted the streams, in the order of the catalog; those that cannot be read carry the problem
     */
    public static RunResult run(Setup setup, List<Wanted> wanted) {
        boolean together = setup.conduct().parallel() > 1;
        try (Delivery delivery = new Delivery(
                setup.out(), setup.state(), setup.pace(), setup.stop(), setup.clock(), setup.schemas(), together)) {
            return new Engine(setup, delivery).run(wanted);
        }
    }

    private RunResult run(List<Wanted> wanted) {
        List<StreamRead> reads = new ArrayList<>();
        for (Wanted each : wanted) {
            StreamRun run = new StreamRun(each.name());
            each.drift().forEach(run::drifted);
            runs.put(each.name(), run);
            if (each.selection() != null) {
                delivery.selects(each.name(), each.selection());
            }
            if (each.problem() != null) {
                fail(run, each.problem());
            } else if (each.read() != null) {
                reads.add(each.read());
            }
        }
        Map<String, Object> before = state.document();
        IOException broken = null;
        try {
            Resumption resumption = new Resumption(state, Log::info, Log::warn);
            List<StreamRead> resumed = resumption.of(reads, (read, why) -> fail(run(read), Problem.of(why)));
            resumed.forEach(delivery::begins);
            delivery.state();
            sync(resumed);
            if (!stop.isSoft()) {
                state.currentlySyncing(null);
            }
            delivery.state();
        } catch (IOException e) {
            broken = e;
        }
        return new RunResult(
                new ArrayList<>(runs.values()), stop.isSoft(), broken, before, state.document(), threadDump);
    }

    private void sync(List<StreamRead> reads) throws IOException {
        List<Split> splits;
        try {
            splits = plan(reads);
        } catch (Exception | LinkageError e) {
            notOver(reads).forEach(read -> fail(run(read), Problem.of(e)));
            return;
        }
        if (splits.stream().anyMatch(split -> !split.lane().isEmpty())) {
            delivery.state();
        }
        Expectation.of(session, conduct.counts(), reads, runs);
        conduct.audience().begins(List.copyOf(runs.values()));
        Crew crew = new Crew(atOnce(), conduct, stop, new Syncing(state), work());
        Optional<Problem> end = crew.read(splits);
        if (end.isPresent()) {
            runs.values().stream()
                    .filter(run -> run.verdict() == Verdict.PARTIAL)
                    .forEach(run -> run.fail(end.get()));
        }
    }

    /** How many reads there are at once, which is how many lanes a stream may be divided into. */
    private int atOnce() {
        return Math.min(conduct.parallel(), Math.max(1, session.parallelism()));
    }

    private Crew.Work work() {
        return new Crew.Work() {
            @Override
            public Optional<Problem> read(Reading reading) throws IOException {
                return Engine.this.read(reading);
            }

            @Override
            public void dumped(Reading reading, ThreadDump dump) {
                threadDump = dump.all();
                Log.warn("no sign of life for " + conduct.patience().toSeconds() + " s of the " + dump.one());
            }

            @Override
            public void silent(Reading reading) {
                Problem silence = Problem.of(new SourceException(
                                SourceException.Kind.UNAVAILABLE,
                                "the source gave no sign of life for "
                                        + conduct.patience().toSeconds() + " s, so the read was ended")
                        .remedy("The thread dump shows where it waits; --watchdog-seconds allows it more time"));
                for (StreamRead read : reading.split().streams()) {
                    if (run(read).verdict() == Verdict.PARTIAL) {
                        fail(run(read), silence);
                    }
                }
            }
        };
    }

    private List<Split> plan(List<StreamRead> reads) throws Exception {
        List<StreamRead> ready = merged(reads).stream()
                .map(read -> read.lanes(Math.max(read.lanes(), atOnce())))
                .toList();
        if (ready.isEmpty()) {
            return List.of();
        }
        List<Split> splits = lanes.opened(session.plan(interruptedFirst(ready)));
        requirePlanned(ready, splits);
        for (Split split : splits) {
            for (StreamRead read : split.streams()) {
                String name = read.spec().name();
                if (!split.lane().isEmpty()) {
                    laned.add(name);
                } else if (laned.contains(name)) {
                    wholeAfterLanes.add(name);
                }
            }
        }
        return splits;
    }

    /** The reads from where lanes that were complete lead; a stream whose lanes cannot be merged fails alone. */
    private List<StreamRead> merged(List<StreamRead> reads) {
        List<StreamRead> ready = new ArrayList<>();
        for (StreamRead read : reads) {
            try {
                ready.add(lanes.merged(read));
            } catch (Exception | LinkageError e) {
                fail(run(read), Problem.of(e));
            }
        }
        return ready;
    }

    /** A stream that the plan leaves out would count as read. */
    private void requirePlanned(List<StreamRead> asked, List<Split> splits) {
        Set<String> planned = new HashSet<>();
        for (Split split : splits) {
            split.streams().forEach(read -> planned.add(run(read).name()));
        }
        for (StreamRead read : asked) {
            String name = read.spec().name();
            if (!planned.contains(name)) {
                fail(run(read), Problem.of(new IllegalStateException("the plan leaves out stream '" + name + "'")));
            }
        }
    }

    /** The stream that was being read when the last run ended comes first. */
    private List<StreamRead> interruptedFirst(List<StreamRead> reads) {
        String interrupted = state.currentlySyncing().orElse("");
        List<StreamRead> rotated = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            if (reads.get(i).spec().name().equals(interrupted)) {
                rotated.addAll(reads.subList(i, reads.size()));
                rotated.addAll(reads.subList(0, i));
                return rotated;
            }
        }
        return reads;
    }

    /** Reads a split to its end, several times if need be; what ends the whole run is returned. */
    private Optional<Problem> read(Reading reading) throws IOException {
        Split planned = reading.split();
        List<StreamRead> left = left(planned);
        for (int failures = 0; !left.isEmpty(); ) {
            Split split = like(planned, left);
            List<Position> before = positions(split);
            Attempt attempt;
            try {
                attempt = Attempt.run(session, delivery, reading, split, runs);
            } catch (SourceException e) {
                Problem unusable = Problem.of(e);
                left.forEach(read -> fail(run(read), unusable));
                return unusable.endsRun() ? Optional.of(unusable) : Optional.empty();
            }
            if (attempt.isEnded()) {
                ended(attempt, reading.stop());
                return Optional.empty();
            }
            Problem problem = attempt.problem().orElse(null);
            if (problem == null) {
                complete(split, attempt);
                problem = unavailable(attempt);
            }
            if (problem == null) {
                return Optional.empty();
            }
            left = attempt.problem().isPresent() ? notOver(left) : unavailableAlone(attempt);
            failures = positions(split).equals(before) ? failures + 1 : 1;
            if (!problem.isTransient() || failures >= retry.attempts()) {
                return over(left, attempt, problem);
            }
            if (!reading.stop().isSoft()) {
                left = again(reading, attempt, split, left, problem, failures);
            }
            if (reading.stop().isSoft()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The streams of a planned split that can still be read, from where they stand; a whole one waits for its lanes. */
    private List<StreamRead> left(Split planned) {
        List<StreamRead> left = notOver(planned.streams());
        if (planned.lane().isEmpty()) {
            left = left.stream()
                    .filter(read -> state.lanes(read.spec().name()).isEmpty())
                    .map(read -> laned.contains(read.spec().name()) ? read.from(position("", read)) : read)
                    .toList();
        }
        return left;
    }

    private List<StreamRead> notOver(List<StreamRead> reads) {
        return reads.stream().filter(read -> !run(read).isOver()).toList();
    }

    /** Waits, and then the streams from where they stand. */
    private List<StreamRead> again(
            Reading reading, Attempt attempt, Split split, List<StreamRead> left, Problem problem, int failures) {
        Duration wait = retry.after(failures, problem);
        for (StreamRead read : left) {
            run(read).retried();
            Log.warn(problem.text(read.spec().name()) + "; trying again in " + wait.toMillis() + " ms");
        }
        reading.pulse().resting(() -> delivery.rest(wait, reading.stop()));
        return left.stream()
                .map(read -> {
                    Position now = position(split.lane(), read);
                    return now.equals(read.from()) ? read : attempt.rest(read).from(now);
                })
                .toList();
    }

    private static Split like(Split planned, List<StreamRead> reads) {
        Split split = planned.lane().isEmpty() ? Split.of(reads) : Split.lane(planned.lane(), reads.get(0));
        return planned.follow() ? split.following() : split;
    }

    private List<Position> positions(Split split) {
        return split.streams().stream()
                .map(read -> position(split.lane(), read))
                .toList();
    }

    /** Where a stream, or a lane of it, stands. */
    private Position position(String lane, StreamRead read) {
        String name = read.spec().name();
        if (lane.isEmpty()) {
            Position bookmark = state.position(name);
            return bookmark.isStart() ? read.from() : bookmark;
        }
        State.Lane saved = state.lanes(name).get(lane);
        return saved == null ? read.from() : saved.at();
    }

    private void complete(Split split, Attempt attempt) throws IOException {
        for (Outlet outlet : attempt.outlets()) {
            if (!outlet.isFailed()) {
                complete(split, outlet);
            }
        }
        delivery.stateIfWorthIt();
    }

    private void complete(Split split, Outlet outlet) throws IOException {
        StreamRead read = outlet.read();
        String name = read.spec().name();
        Position atEnd = outlet.atEnd();
        if (!split.lane().isEmpty()) {
            Position at = atEnd == null ? position(split.lane(), read) : atEnd;
            state.lane(name, split.lane(), new State.Lane(at, true));
            mergeLanes(read);
            return;
        }
        if (read.method() == StreamSpec.Method.FULL_TABLE) {
            delivery.activate(read, outlet.run());
            state.position(name, Position.START);
        } else if (atEnd != null) {
            state.position(name, atEnd);
        }
        outlet.run().end(Verdict.COMPLETE);
    }

    /** Several lanes may end at once; one of them merges. */
    private void mergeLanes(StreamRead read) throws IOException {
        synchronized (lanes) {
            mergeLanesAlone(read);
        }
    }

    private void mergeLanesAlone(StreamRead read) throws IOException {
        if (!lanes.areComplete(read.spec().name())) {
            return;
        }
        if (!wholeAfterLanes.contains(read.spec().name()) || read.method() == StreamSpec.Method.LOG_BASED) {
            delivery.activate(read, run(read));
        }
        try {
            lanes.merged(read);
            if (!wholeAfterLanes.contains(read.spec().name())) {
                run(read).end(Verdict.COMPLETE);
            }
        } catch (Exception | LinkageError e) {
            fail(run(read), Problem.of(e));
        }
    }

    /** A read that a limit ended is as complete as it was asked to be. */
    private void ended(Attempt attempt, Stop stopped) {
        for (Outlet outlet : attempt.outlets()) {
            if (outlet.isAtLimit() && !stopped.isSoft()) {
                outlet.run().end(Verdict.COMPLETE);
            }
        }
    }

    private static @Nullable Problem unavailable(Attempt attempt) {
        return attempt.outlets().stream()
                .filter(Outlet::isUnavailable)
                .map(Outlet::problem)
                .findFirst()
                .orElse(null);
    }

    private static List<StreamRead> unavailableAlone(Attempt attempt) {
        return attempt.outlets().stream()
                .filter(Outlet::isUnavailable)
                .map(Outlet::read)
                .toList();
    }

    /** The streams fail: each for its own reason, where it has one. */
    private Optional<Problem> over(List<StreamRead> reads, Attempt attempt, Problem problem) {
        Map<String, Problem> own = new LinkedHashMap<>();
        for (Outlet outlet : attempt.outlets()) {
            own.put(outlet.run().name(), Objects.requireNonNullElse(outlet.problem(), problem));
        }
        reads.forEach(read -> fail(run(read), own.getOrDefault(read.spec().name(), problem)));
        return problem.endsRun() ? Optional.of(problem) : Optional.empty();
    }

    private static void fail(StreamRun run, Problem problem) {
        run.fail(problem);
        String line = problem.text(run.name());
        if (run.verdict() == Verdict.SKIPPED) {
            Log.warn(line);
        } else if (problem.isBug()) {
            Log.bug(line, problem.cause());
        } else {
            Log.error(line, problem.cause());
        }
    }

    private StreamRun run(StreamRead read) {
        StreamRun run = runs.get(read.spec().name());
        if (run == null) {
            throw new IllegalStateException("stream '" + read.spec().name() + "' was not asked for");
        }
        return run;
    }
}
