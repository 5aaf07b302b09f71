package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.JsonFile;
import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import dev.taphouse.host.state.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run goes on. */
final class StateInput {
    @Option(
            names = {"-s", "--state"},
            paramLabel = "FILE",
            description = "The state that an earlier run ended with; read from there.")
    private @Nullable Path file;

    /** The state; that of a first run without one. */
    State read() {
        return file == null ? new State() : read(file);
    }

    private static State read(Path file) {
        Map<String, @Nullable Object> document = JsonFile.readObject(file, "state");
        List<Violation> violations = SchemaValidator.named("state").violations(document);
        if (!violations.isEmpty()) {
            List<String> lines = violations.stream()
                    .map(violation -> "state '" + file + "': " + violation)
                    .toList();
            throw new Failure(ExitCode.INPUT, String.join("\n", lines));
        }
        return new State(document);
    }
}
