package dev.taphouse.host.check;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a tap refuses what it cannot use. */
final class BadInputChecks {
    private static final Pattern CRITICAL =
            Pattern.compile("^(CRITICAL|FATAL)\\b|\"level\"\\s*:\\s*\"(critical|fatal)\"", Pattern.CASE_INSENSITIVE);

    private BadInputChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        2,
                        "A missing config file is a non-zero exit with a message, and nothing on stdout",
                        tap -> refused(tap.run(Call.of(
                                        "--config", tap.inputs().missing().toString())))
                                .orElseGet(Verdict::pass)),
                new Check(
                        3,
                        "A config that is not a JSON object is refused, with the name of the file and the place",
                        BadInputChecks::malformed),
                new Check(4, "Missing required settings are refused, all of them named", BadInputChecks::required),
                new Check(5, "An unknown key in the config does not fail the run", tap -> {
                    Run run = tap.run(tap.everything().option("zz_unknown_to_all", "x"));
                    boolean closed = Boolean.FALSE.equals(
                            Tree.at(About.of(tap).orElse(Map.of()), "settings", "additionalProperties"));
                    return run.isComplete() || closed ? Verdict.pass() : Verdict.fail(run.inWords());
                }),
                new Check(9, "An unknown option is exit code 2, with the usage or the way to it on stderr", tap -> {
                    Run run = tap.run(tap.plain().with("--zz-unknown-to-all"));
                    Optional<Verdict> refused = refused(run);
                    if (refused.isPresent()) {
                        return refused.get();
                    }
                    String notes = run.notes().toLowerCase(Locale.ROOT);
                    return run.exitCode() == 2 && (notes.contains("usage") || notes.contains("--help"))
                            ? Verdict.pass()
                            : Verdict.fail(run.inWords());
                }),
                new Check(
                        17, "The last line of stderr after a fatal error is CRITICAL or FATAL, with the cause", tap -> {
                            Run run = tap.run(
                                    Call.of("--config", tap.inputs().missing().toString()));
                            List<String> said = run.stderr().stream()
                                    .filter(line -> !line.isBlank())
                                    .toList();
                            return !said.isEmpty()
                                            && CRITICAL.matcher(said.get(said.size() - 1))
                                                    .find()
                                    ? Verdict.pass()
                                    : Verdict.fail(run.inWords());
                        }));
    }

    /** What is wrong with the way it refuses; empty when nothing is. */
    static Optional<Verdict> refused(Run run) {
        if (!run.isRefusal()) {
            return Optional.of(Verdict.fail("it was not refused: " + run.inWords()));
        }
        if (run.notes().isBlank()) {
            return Optional.of(Verdict.fail("exit code " + run.exitCode() + " without a word on stderr"));
        }
        return run.stdout().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Verdict.fail("stdout is not empty", 1, run.stdout().get(0)));
    }

    private static Verdict malformed(Subject tap) {
        Path broken = tap.inputs().text("broken", "{\"a\": 1,\n  \"b\": }\n");
        Run run = tap.run(Call.of("--config", broken.toString()));
        Optional<Verdict> refused = refused(run);
        if (refused.isPresent()) {
            return refused.get();
        }
        String name = broken.getFileName().toString();
        String rest = run.notes().replace(name, "");
        if (!run.notes().contains(name)
                || !Pattern.compile("\\b\\d+\\b").matcher(rest).find()) {
            return Verdict.fail("file or place is not named: " + run.inWords());
        }
        Path list = tap.inputs().text("list", "[]");
        Run second = tap.run(Call.of("--config", list.toString()));
        return refused(second)
                .orElseGet(() -> second.notes().contains(list.getFileName().toString())
                        ? Verdict.pass()
                        : Verdict.fail("the file is not named: " + second.inWords()));
    }

    private static Verdict required(Subject tap) {
        List<String> required = About.required(tap);
        if (required.isEmpty()) {
            return Verdict.notApplicable("no setting is required, as far as --about tells");
        }
        Map<String, @Nullable Object> without = new LinkedHashMap<>(tap.setup().config());
        without.keySet().removeAll(required);
        Run run = tap.run(Request.of(without));
        Optional<Verdict> refused = refused(run);
        if (refused.isPresent()) {
            return refused.get();
        }
        List<String> unnamed =
                required.stream().filter(name -> !run.notes().contains(name)).toList();
        return unnamed.isEmpty() ? Verdict.pass() : Verdict.fail(unnamed + " are not named: " + run.inWords());
    }
}
