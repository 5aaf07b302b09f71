package dev.taphouse.host.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stdout and the exit code are like. */
final class StdoutChecks {
    private StdoutChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        16,
                        "The exit code is 0 if and only if all selected streams are complete",
                        StdoutChecks::exitCode),
                new Check(18, "Nothing but messages is on stdout", tap -> {
                    Run run = tap.run(tap.everything());
                    return tap.messages(run)
                            .bad()
                            .map(place -> Verdict.fail("a line is not a JSON object", place.line(), place.text()))
                            .orElseGet(() -> run.stdout().isEmpty()
                                    ? Verdict.notObservable("stdout is empty: " + run.inWords())
                                    : Verdict.pass());
                }),
                new Check(19, "Stdout is UTF-8, whatever the locale", StdoutChecks::encoding),
                new Check(20, "Each line is one whole JSON object that ends with a line feed", StdoutChecks::lines));
    }

    private static Verdict exitCode(Subject tap) {
        Run good = tap.run(tap.everything());
        if (!good.isComplete()) {
            return Verdict.fail(good.inWords());
        }
        Optional<Map<String, @Nullable Object>> failing = tap.fixture().config(Fixture.Situation.STREAM_FAILS);
        if (failing.isEmpty()) {
            return Verdict.notObservable("0 when complete; no config is known with which a stream fails");
        }
        Run bad = tap.run(Request.of(failing.get()));
        return bad.isRefusal() ? Verdict.pass() : Verdict.fail("a stream fails, and yet: " + bad.inWords());
    }

    private static Verdict encoding(Subject tap) {
        Messages usual = tap.complete(tap.everything());
        Run run = tap.run(tap.everything()
                .call(tap.inputs())
                .with("LANG", "C")
                .with("LC_ALL", "C")
                .with("PYTHONIOENCODING", null)
                .with("JAVA_TOOL_OPTIONS", "-Dfile.encoding=ISO-8859-1"));
        int bad = run.bytes().badUtf8Line();
        if (bad > 0) {
            return Verdict.fail("bytes that are not UTF-8", bad, run.stdout().get(bad - 1));
        }
        return tap.messages(run).rows().equals(usual.rows())
                ? Verdict.pass()
                : Verdict.fail("with LC_ALL=C the records are others");
    }

    private static Verdict lines(Subject tap) {
        Run run = tap.run(tap.everything());
        int number = 0;
        for (String line : run.stdout()) {
            number++;
            if (line.isBlank() || line.startsWith("\uFEFF") || line.endsWith("\r") || !line.startsWith("{")) {
                return Verdict.fail("a blank line, a byte order mark, a carriage return, or no object", number, line);
            }
        }
        if (run.bytes().unfinished()) {
            return Verdict.fail(
                    "the last line has no line feed", number, run.stdout().get(number - 1));
        }
        return tap.messages(run)
                .bad()
                .map(place -> Verdict.fail("not one whole JSON object", place.line(), place.text()))
                .orElseGet(Verdict::pass);
    }
}
