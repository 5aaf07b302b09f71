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
import picocli.CommandLine.Model.OptionSpec;

/** Where the config comes from. */
final class ConfigInput extends Options {
    private static final String ENVIRONMENT = "ENV";
    private static final String STDIN = "-";
    private static final int LARGEST = 256 << 20;

    private final OptionSpec places = with(texts("FILE", "-c", "--config")
            .description(
                    "The config; see 'host about ID' for its options. May be repeated, the later wins.",
                    "'ENV' is the environment, TAP_<ID>_<OPTION>; '-' is stdin."));
    private final OptionSpec json = with(option(String.class, "JSON", "--config-json")
            .description("The config as text, over --config. Everybody on the machine can read it: no secrets here."));
    private final OptionSpec strict = with(flag("--strict").description("Refuse a config with unknown keys."));
    private final OptionSpec writeBack =
            with(flag("--write-back-config").description("Write tokens that change into the config file, too."));

    /** What the user wrote, place by place; the config of the settings where no other is named. */
    List<ConfigLayer> layers(Surroundings given, Optional<SettingsFile> settings) {
        List<ConfigLayer> layers = new ArrayList<>();
        List<String> named = places.getValue();
        if (named.isEmpty()) {
            settings.flatMap(SettingsFile::layer).ifPresent(layers::add);
        }
        if (named.stream().filter(STDIN::equals).count() > 1) {
            throw new Failure(ExitCode.USAGE, "--config - is given twice, but stdin can be read once; keep one");
        }
        named.forEach(place -> layers.add(layer(place, given)));
        Options.<String>given(json)
                .map(text -> ConfigLayer.text(text.getBytes(StandardCharsets.UTF_8), "--config-json"))
                .ifPresent(layers::add);
        if (isWrittenBack() && files(layers).isEmpty()) {
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
        return Config.of(
                plugin, options, RawConfig.of(plugin, layers, options, environment), strict.getValue(), Log::warn);
    }

    /** Where the plugin's tokens are kept. */
    TokenStore tokens(Path folder, List<Option<?>> options, List<ConfigLayer> layers) {
        return isWrittenBack()
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

    private boolean isWrittenBack() {
        return writeBack.getValue();
    }
}
