package dev.taphouse.host.cli;

import dev.taphouse.api.Option;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.ConfigLayer;
import dev.taphouse.host.config.ConfigWriteBack;
import dev.taphouse.host.config.RawConfig;
import dev.taphouse.host.config.SecretFiles;
import dev.taphouse.host.config.SettingsFile;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.log.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the config comes from. */
final class ConfigInput {
    private static final String ENVIRONMENT = "ENV";
    private static final String STDIN = "-";
    private static final int LARGEST = 256 << 20;

    @picocli.CommandLine.Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = {
                "The config; see 'host about ID' for its options. May be repeated, the later wins.",
                "'ENV' is the environment, TAP_<ID>_<OPTION>; '-' is stdin."
            })
    private List<String> places = new ArrayList<>();

    @picocli.CommandLine.Option(
            names = "--config-json",
            paramLabel = "JSON",
            description = "The config as text, over --config. Everybody on the machine can read it: no secrets here.")
    private @Nullable String json;

    @picocli.CommandLine.Option(names = "--strict", description = "Refuse a config with unknown keys.")
    private boolean strict;

    @picocli.CommandLine.Option(
            names = "--write-back-config",
            description = "Write tokens that change into the config file, too.")
    private boolean writeBack;

    /** What the user wrote, place by place; the config of the settings where no other is named. */
    List<ConfigLayer> layers(Surroundings given, Optional<SettingsFile> settings) {
        List<ConfigLayer> layers = new ArrayList<>();
        if (places.isEmpty()) {
            settings.flatMap(SettingsFile::layer).ifPresent(layers::add);
        }
        if (places.stream().filter(STDIN::equals).count() > 1) {
            throw new Failure(ExitCode.USAGE, "--config - is given twice, but stdin can be read once; keep one");
        }
        places.forEach(place -> layers.add(layer(place, given)));
        if (json != null) {
            layers.add(ConfigLayer.text(json.getBytes(StandardCharsets.UTF_8), "--config-json"));
        }
        if (writeBack && files(layers).isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE, "--write-back-config has no file to write to; name one with --config FILE");
        }
        return layers;
    }

    private static ConfigLayer layer(String place, Surroundings given) {
        return switch (place) {
            case ENVIRONMENT -> ConfigLayer.environment();
            case STDIN -> ConfigLayer.text(stdin(given), "config on stdin");
            default -> ConfigLayer.file(Path.of(place));
        };
    }

    private static byte[] stdin(Surroundings given) {
        try {
            byte[] bytes = given.in().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Failure(ExitCode.INPUT, "config on stdin is larger than 256 MiB; check what is piped in");
            }
            return bytes;
        } catch (IOException e) {
            throw new Failure(ExitCode.INPUT, "config on stdin cannot be read: " + e.getMessage(), e);
        }
    }

    /** The config, checked. */
    Config config(String plugin, List<Option<?>> options, List<ConfigLayer> layers, Map<String, String> environment) {
        SecretFiles.warnings(layers, options).forEach(Log::warn);
        return Config.of(plugin, options, RawConfig.of(plugin, layers, options, environment), strict, Log::warn);
    }

    /** Where the plugin's tokens are kept. */
    TokenStore tokens(Path folder, List<Option<?>> options, List<ConfigLayer> layers) {
        return writeBack
                ? new TokenStore(folder, new ConfigWriteBack(files(layers), options, Log::warn))
                : new TokenStore(folder);
    }

    private static List<Path> files(List<ConfigLayer> layers) {
        return layers.stream()
                .filter(layer -> layer.kind() == ConfigLayer.Kind.FILE)
                .map(ConfigLayer::file)
                .filter(Objects::nonNull)
                .toList();
    }
}
