package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.JsonDocument;
import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import dev.taphouse.host.state.State;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run goes on. */
final class StateInput {
    @Option(
            names = {"-s", "--state"},
            paramLabel = "FILE",
            description = "The state that an earlier run, or another tap, ended with; read from there. '-' is stdin.")
    private @Nullable String file;

    @Option(names = "--state-json", paramLabel = "JSON", description = "The state as text; --state wins over it.")
    private @Nullable String json;

    /** The state; that of a first run without one. */
    State read() {
        if (file != null) {
            return new State(new StateArgument(file).read());
        }
        return json == null ? new State() : new State(read(json));
    }

    private static Map<String, @Nullable Object> read(String text) {
        String name = "--state-json";
        Map<String, @Nullable Object> document = new JsonDocument(name, ExitCode.INPUT).object(text);
        List<Violation> violations = SchemaValidator.named("state").violations(document);
        if (!violations.isEmpty()) {
            List<String> lines = violations.stream()
                    .map(violation -> "state '" + name + "': " + violation)
                    .toList();
            throw new Failure(ExitCode.INPUT, String.join("\n", lines));
        }
        return document;
    }
}
