package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.catalog.DriftPolicy;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.catalog.SelectionPatterns;
import dev.taphouse.host.config.JsonDocument;
import dev.taphouse.host.config.JsonFile;
import dev.taphouse.host.config.SettingsFile;
import java.nio.file.Path;
import java.util.List;
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

    @Option(
            names = "--select",
            paramLabel = "PATTERN",
            description = {
                "Read the streams, or fields, that match, such as 'orders' or 'orders.*'; '!*.secret' excludes.",
                "Repeatable. '*' and '?' as in file names."
            })
    private List<String> select = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Leave out the streams, or fields, that match. Repeatable.")
    private List<String> exclude = List.of();

    @Option(
            names = "--drift",
            paramLabel = "POLICY",
            defaultValue = "warn",
            description = "When catalog and source no longer agree: ${COMPLETION-CANDIDATES}. Default: warn.",
            completionCandidates = DriftPolicies.class,
            converter = DriftPolicies.class)
    private DriftPolicy drift = DriftPolicy.WARN;

    @Option(
            names = "--auto-add-new-fields",
            description = "Read fields that the catalog does not know yet, of every stream.")
    private boolean addsNewFields;

    @Option(
            names = "--activate-version",
            description = {
                "Give the records of FULL_TABLE streams a version, and tell the target after a complete pass that older",
                "ones are of the past: it then deletes rows that are gone at the source."
            })
    private boolean activatesVersions;

    /**
     * What is to be read.
     *
     * @param settings may hold a catalog, which the others win over
     * @throws dev.taphouse.host.Failure for a catalog or a pattern that is none
     */
    Selection selection(Optional<SettingsFile> settings) {
        return new Selection(
                read(settings), SelectionPatterns.of(select, exclude), drift, addsNewFields, activatesVersions);
    }

    private Optional<Catalog> read(Optional<SettingsFile> settings) {
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
