package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a tap needs of the place it runs in, and what it must not leave there. */
final class SurroundingChecks {
    private SurroundingChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        25,
                        "Works without HOME and in a working directory that is read-only, where it writes nothing",
                        SurroundingChecks::bareRun),
                new Check(
                        26,
                        "Secrets are never in logs, --about, error messages or a STATE",
                        SurroundingChecks::secrets));
    }

    private static Verdict bareRun(Subject tap) {
        Path folder = tap.inputs().emptyFolder();
        boolean readOnly = folder.toFile().setWritable(false);
        try {
            Run run = tap.run(tap.everything()
                    .call(tap.inputs())
                    .with("HOME", null)
                    .with("TERM", null)
                    .in(folder.toAbsolutePath()));
            if (!run.isComplete()) {
                return Verdict.fail(run.inWords());
            }
            List<String> left = list(folder);
            return left.isEmpty() ? Verdict.pass() : Verdict.fail("it left " + left + " in the working directory");
        } finally {
            if (readOnly) {
                folder.toFile().setWritable(true);
            }
        }
    }

    private static List<String> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict secrets(Subject tap) {
        List<String> secrets = About.secrets(tap);
        if (secrets.isEmpty()) {
            return Verdict.notApplicable("the config holds no secret, as far as --about tells");
        }
        tap.run(tap.everything());
        for (Run run : tap.seen()) {
            for (String line : run.stderr()) {
                if (secrets.stream().anyMatch(line::contains)) {
                    return Verdict.fail("a secret is on stderr, in a line that begins: "
                            + line.substring(0, Math.min(20, line.length())));
                }
            }
            for (Message state : tap.messages(run).states()) {
                String text = Json.text(state.body());
                if (secrets.stream().anyMatch(text::contains)) {
                    return Verdict.fail("a secret is in the STATE of line " + state.line());
                }
            }
        }
        String about = String.join("\n", About.run(tap).stdout());
        return secrets.stream().anyMatch(about::contains)
                ? Verdict.fail("a secret is in what --about prints")
                : Verdict.pass();
    }
}
