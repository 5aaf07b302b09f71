package dev.taphouse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** A plugin with a config, run as {@code host run ID}. */
class Tap {
    private final Distribution distribution;
    private final String id;
    private final Path folder;
    private final Path config;

    /**
     * Writes the config.
     *
     * @param folder for the files of this tap
     */
    Tap(Distribution distribution, String id, Path folder, Map<String, ?> config) {
        this.distribution = distribution;
        this.id = id;
        this.folder = folder;
        this.config = Json.write(folder.resolve("config.json"), new HashMap<>(config));
        ownersAlone(this.config);
    }

    /** Without a warning of the secrets in it. */
    private static void ownersAlone(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path config() {
        return config;
    }

    /** {@code host run ID --config ...} and more. */
    Cli run(String... more) {
        return distribution.host("run", id, "--config", config.toString()).with(more);
    }

    /** What {@code --discover} prints. */
    CatalogFile discover() {
        return new CatalogFile(
                folder.resolve("catalog.json"),
                run("--discover").run().succeeded().stdout());
    }

    /** A run with a catalog, and a state to go on from. */
    Cli sync(CatalogFile catalog, JsonNode state, String... more) {
        return run(
                        "--catalog",
                        catalog.write().toString(),
                        "--state",
                        state(state).toString())
                .with(more);
    }

    /** A run with a catalog. */
    Cli sync(CatalogFile catalog, String... more) {
        return run("--catalog", catalog.write().toString()).with(more);
    }

    Path state(JsonNode value) {
        return Json.write(folder.resolve("state.json"), value);
    }
}
