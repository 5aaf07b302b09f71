package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Warns of config files that hold secrets and that everybody on the machine can read. */
public final class SecretFiles {
    private SecretFiles() {}

    /** A line for each of the files that is so. A reference is no secret, nor is a template's placeholder. */
    public static List<String> warnings(List<ConfigLayer> layers, List<Option<?>> options) {
        return layers.stream()
                .flatMap(layer -> warning(layer, options).stream())
                .toList();
    }

    private static Optional<String> warning(ConfigLayer layer, List<Option<?>> options) {
        Path file = layer.file();
        if (file == null || !isReadByAll(file)) {
            return Optional.empty();
        }
        return options.stream()
                .filter(option -> isSecretIn(layer, option))
                .findFirst()
                .map(option -> "config file '" + file + "' holds the secret '" + option.name()
                        + "' and every user of this machine can read it; run: chmod 600 '" + file + "'");
    }

    private static boolean isSecretIn(ConfigLayer layer, Option<?> option) {
        return option.kind() == Option.Kind.SECRET
                && Stream.concat(Stream.of(option.name()), option.aliases().stream())
                        .map(layer.values()::get)
                        .anyMatch(value -> value instanceof String text
                                && !text.isEmpty()
                                && !References.isIn(text)
                                && !OptionJson.isPlaceholder(option, text));
    }

    private static boolean isReadByAll(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            return false; // it was read a moment ago; a warning is not worth a failure
        }
    }
}
