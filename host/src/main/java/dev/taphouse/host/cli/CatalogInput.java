package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.config.JsonDocument;
import dev.taphouse.host.config.JsonFile;
import dev.taphouse.host.config.SettingsFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be read. */
final class CatalogInput {
    @Option(
            names = {"--catalog", "-p", "--properties"},
            paramLabel = "FILE",
            description = "What to read: a catalog that --discover printed, with your selection.")
    private @Nullable Path file;

    @Option(names = "--catalog-json", paramLabel = "JSON", description = "The catalog as text; wins over --catalog.")
    private @Nullable String json;

    /** The catalog; empty without one. */
    Optional<Catalog> read(Optional<SettingsFile> settings) {
        if (json != null) {
            String name = "--catalog-json";
            return Optional.of(Catalog.of(new JsonDocument(name, ExitCode.INPUT).object(json), name));
        }
        if (file != null) {
            return Optional.of(Catalog.of(JsonFile.readObject(file, "catalog"), file.toString()));
        }
        return settings.flatMap(given -> given.catalog().map(catalog -> Catalog.of(catalog, given.toString())));
    }
}
