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
import picocli.CommandLine.Model.OptionSpec;

/** Where a run goes on. */
final class StateInput extends Options {
    private final OptionSpec file = with(option(String.class, "FILE", "-s", "--state")
            .description("The state that an earlier run, or another tap, ended with; read from there. '-' is stdin."));
    private final OptionSpec json =
            with(option(String.class, "JSON", "--state-json").description("The state as text; --state wins over it."));

    /** The state; that of a first run without one. */
    State read() {
        return Options.<String>given(file)
                .map(name -> new StateArgument(name).read())
                .or(() -> Options.<String>given(json).map(StateInput::read))
                .map(State::new)
                .orElseGet(State::new);
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
