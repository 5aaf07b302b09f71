package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.JsonDocument;
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

    @Option(names = "--state-json", paramLabel = "JSON", description = "The state as text; --state wins over it.")
    private @Nullable String json;

    /** The state; that of a first run without one. */
    State read() {
        if (file != null) {
            return read(JsonFile.readObject(file, "state"), file.toString());
        }
        String name = "--state-json";
        return json == null ? new State() : read(new JsonDocument(name, ExitCode.INPUT).object(json), name);
    }

    private static State read(Map<String, @Nullable Object> document, String file) {
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
