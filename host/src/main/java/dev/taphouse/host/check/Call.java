package dev.taphouse.host.check;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tap.
 *
 * @param arguments after the command
 * @param environment what is set beside the inherited variables; null takes one away
 * @param folder the working directory; empty for the one of this process
 */
public record Call(List<String> arguments, Map<String, @Nullable String> environment, Optional<Path> folder) {
    public Call {
        arguments = List.copyOf(arguments);
        environment = new LinkedHashMap<>(environment);
        Objects.requireNonNull(folder, "folder is null");
    }

    /** A call with these arguments. */
    public static Call of(String... arguments) {
        return of(List.of(arguments));
    }

    /** A call with these arguments. */
    public static Call of(List<String> arguments) {
        return new Call(arguments, Map.of(), Optional.empty());
    }

    /** The same with one more variable, or without it. */
    public Call with(String variable, @Nullable String value) {
        Map<String, @Nullable String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new Call(arguments, more, folder);
    }

    /** The same in another working directory. */
    public Call in(Path workingDirectory) {
        return new Call(arguments, environment, Optional.of(workingDirectory));
    }
}
