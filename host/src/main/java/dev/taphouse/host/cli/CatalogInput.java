package dev.taphouse.host.cli;

import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.config.JsonFile;
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

    /** The catalog; empty without one. */
    Optional<Catalog> read() {
        return Optional.ofNullable(file)
                .map(given -> Catalog.of(JsonFile.readObject(given, "catalog"), given.toString()));
    }
}
