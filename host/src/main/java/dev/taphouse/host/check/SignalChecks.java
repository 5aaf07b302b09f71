package dev.taphouse.host.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a tap does when it is stopped, killed, not read, or read slowly. */
final class SignalChecks {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration NOTICE = Duration.ofSeconds(1);
    private static final long GROWTH = 128L << 20;

    private SignalChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        21,
                        "On SIGTERM the tap stops soon, with a valid STATE as its last whole line",
                        SignalChecks::terminated),
                new Check(22, "Killed at any moment, the last whole STATE goes on without loss", SignalChecks::killed),
                new Check(23, "When stdout is closed the tap ends at once with a non-zero exit code", tap -> {
                    try (LiveRun live = tap.start(tap.large(), 0)) {
                        live.stopReading();
                        if (live.isAliveAfter(GRACE)) {
                            return Verdict.fail("it still runs after " + GRACE.toSeconds() + " s");
                        }
                        Run run = tap.kept(live.end());
                        return run.isRefusal() ? Verdict.pass() : Verdict.fail(run.inWords());
                    }
                }),
                new Check(24, "A slow target costs neither rows nor memory", SignalChecks::slow));
    }

    private static Verdict terminated(Subject tap) {
        Request request = tap.often(tap.large());
        Messages whole = tap.complete(request);
        int half = Math.max(1, whole.all().size() / 2);
        Run run;
        try (LiveRun live = tap.start(request, half)) {
            if (!live.read(half)) {
                return Verdict.notObservable("it ended before it could be stopped");
            }
            live.terminate();
            // still not reading, so that the tap cannot get to its end before it has noticed
            live.isAliveAfter(NOTICE);
            run = tap.kept(live.end());
        }
        if (run.ending() != Run.Ending.BY_ITSELF || run.time().compareTo(GRACE.multipliedBy(2)) > 0) {
            return Verdict.fail(run.inWords());
        }
        Messages seen = Messages.of(run, false);
        if (run.bytes().unfinished() || seen.bad().isPresent() || seen.all().isEmpty()) {
            return Verdict.fail("a line is broken off or not JSON");
        }
        Message last = seen.all().get(seen.all().size() - 1);
        if (!last.is("STATE")) {
            return Verdict.fail("the last line is no STATE", last);
        }
        return goesOn(tap, request, whole, seen, "stopped after " + seen.all().size() + " lines");
    }

    private static Verdict killed(Subject tap) {
        Request request = tap.often(tap.large());
        Messages whole = tap.complete(request);
        int size = whole.all().size();
        for (int part = 1; part <= 4; part++) {
            int after = Math.max(1, size * part / 5);
            Run run;
            try (LiveRun live = tap.start(request, after)) {
                live.read(after);
                live.kill();
                run = tap.kept(live.end());
            }
            Messages seen = Messages.of(run, true);
            if (seen.bad().isPresent()) {
                Verdict.Place place = seen.bad().get();
                return Verdict.fail("a whole line is not JSON", place.line(), place.text());
            }
            Verdict verdict = goesOn(tap, request, whole, seen, "killed after " + after + " lines");
            if (!verdict.isPass()) {
                return verdict;
            }
        }
        return Verdict.pass();
    }

    private static Verdict goesOn(Subject tap, Request request, Messages whole, Messages seen, String when) {
        Map<String, @Nullable Object> state = seen.lastState().orElse(Map.of());
        int line = seen.states().isEmpty()
                ? 0
                : seen.states().get(seen.states().size() - 1).line();
        Run rest = tap.run(request.state(state));
        if (!rest.isComplete()) {
            return Verdict.fail(when + ", resumed: " + rest.inWords());
        }
        Set<String> missing = new HashSet<>(whole.rows());
        missing.removeAll(seen.until(line).rows());
        missing.removeAll(tap.messages(rest).rows());
        return missing.isEmpty()
                ? Verdict.pass()
                : Verdict.fail(when + " and resumed, " + missing.size() + " rows are missing, such as "
                        + missing.iterator().next());
    }

    private static Verdict slow(Subject tap) {
        Request request = tap.large();
        Messages usual = tap.complete(request);
        try (LiveRun live = tap.start(request, 1)) {
            live.read(1);
            long before = live.memory().orElse(0L);
            live.isAliveAfter(tap.setup().pause());
            long growth = live.memory().orElse(0L) - before;
            Run run = tap.kept(live.end());
            if (!run.isComplete()) {
                return Verdict.fail(run.inWords());
            }
            if (growth > GROWTH) {
                return Verdict.fail("while nobody read, it took " + (growth >> 20) + " MB more memory");
            }
            return tap.messages(run).rows().equals(usual.rows())
                    ? Verdict.pass()
                    : Verdict.fail("other rows than with a fast target");
        }
    }
}
