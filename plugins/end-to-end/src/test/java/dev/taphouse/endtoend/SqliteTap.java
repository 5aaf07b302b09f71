package dev.taphouse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The sqlite plugin with a config, run as {@code host run sqlite}. */
final class SqliteTap {
    private final Distribution distribution;
    private final Path folder;
    private final Path config;

    /**
     * Writes the config.
     *
     * @param folder for the files of this tap
     */
    SqliteTap(Distribution distribution, Path folder, SampleDb database) {
        this(distribution, folder, Map.of("database", database.file().toString()));
    }

    SqliteTap(Distribution distribution, Path folder, Map<String, ?> config) {
        this.distribution = distribution;
        this.folder = folder;
        this.config = Json.write(folder.resolve("config.json"), new HashMap<>(config));
    }

    Path config() {
        return config;
    }

    /** {@code host run sqlite --config ...} and more. */
    Cli run(String... more) {
        return distribution.host("run", "sqlite", "--config", config.toString()).with(more);
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
