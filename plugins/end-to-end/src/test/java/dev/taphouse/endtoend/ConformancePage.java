package dev.taphouse.endtoend;

import dev.taphouse.host.check.Check;
import dev.taphouse.host.check.CheckReport;
import dev.taphouse.host.check.Checks;
import dev.taphouse.host.check.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** {@code docs/conformance.md}: what holds each of the 126 rules. */
final class ConformancePage {
    private static final String HEAD = """
            # Conformance: 126 rules of a Singer tap

            What a good tap does, numbered for ever. `dev.taphouse.host.check` looks at any tap executable by them, from
            outside: command lines in, lines and exit codes out. The columns say what the checks see when the packaged
            distribution runs the `sqlite` plugin and a scripted one with nested values, secrets and failures: *pass*, *–*
            where the plugin has nothing that the rule is about, *unseen* where it cannot be seen from outside. The last
            column names the test or the reason where a *pass* does not speak for itself.

            This page is written by `ConformanceIT` with `-Dconformance.write=true`; without it, the test fails when the page
            is not what it sees.

            """;

    private final Properties notes = new Properties();

    ConformancePage(Path notesFile) {
        try {
            notes.load(new StringReader(Files.readString(notesFile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page, by the reports of both taps. */
    String of(Map<String, CheckReport> reports) {
        StringBuilder page = new StringBuilder(HEAD);
        String family = "";
        for (Check check : Checks.all()) {
            if (!family.equals(check.family().letter())) {
                family = check.family().letter();
                page.append("## ")
                        .append(family)
                        .append(". ")
                        .append(check.family().title())
                        .append("\n\n");
                page.append("| # | Rule | ")
                        .append(String.join(" | ", reports.keySet()))
                        .append(" | Held by |\n");
                page.append("|---|---|").append("---|".repeat(reports.size())).append("---|\n");
            }
            page.append("| ")
                    .append(check.number())
                    .append(" | ")
                    .append(check.title())
                    .append(" | ");
            List<Verdict> verdicts = reports.values().stream()
                    .map(report -> report.verdict(check.number()))
                    .toList();
            verdicts.forEach(verdict -> page.append(word(verdict)).append(" | "));
            page.append(heldBy(check.number(), verdicts)).append(" |\n");
            page.append(isLast(check) ? "\n" : "");
        }
        return page.toString().strip() + "\n";
    }

    private static boolean isLast(Check check) {
        return check.number() < Checks.all().size()
                && !Checks.number(check.number() + 1).family().equals(check.family());
    }

    private static String word(Verdict verdict) {
        return switch (verdict.word()) {
            case "PASS" -> "pass";
            case "FAIL" -> "**fails**";
            case "NOT_OBSERVABLE" -> "unseen";
            default -> "–";
        };
    }

    private String heldBy(int number, List<Verdict> verdicts) {
        if (verdicts.stream().anyMatch(Verdict::isFail)) {
            return "open";
        }
        String note = notes.getProperty(String.valueOf(number), "");
        if (!note.isEmpty()) {
            return note;
        }
        return verdicts.stream().anyMatch(Verdict::isPass)
                ? "the check"
                : verdicts.get(verdicts.size() - 1).detail();
    }

    /** The names of test classes in the notes that no file has. */
    List<String> unknownTests(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
            return notes.values().stream()
                    .flatMap(note -> Stream.of(String.valueOf(note).split("[^A-Za-z0-9]+")))
                    .filter(word -> word.endsWith("Test") || word.endsWith("IT"))
                    .filter(word -> !names.contains(word))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
