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
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** What is to be read. */
final class CatalogInput extends Options {
    private final OptionSpec file = with(option(Path.class, "FILE", "--catalog", "-p", "--properties")
            .description("What to read: a catalog that --discover printed, with your selection."));
    private final OptionSpec json = with(
            option(String.class, "JSON", "--catalog-json").description("The catalog as text; wins over --catalog."));
    private final OptionSpec select = with(texts("PATTERN", "--select")
            .description(
                    "Read the streams, or fields, that match, such as 'orders' or 'orders.*'; '!*.secret' excludes.",
                    "Repeatable. '*' and '?' as in file names."));
    private final OptionSpec exclude = with(
            texts("PATTERN", "--exclude").description("Leave out the streams, or fields, that match. Repeatable."));
    private final OptionSpec drift = with(drift(new DriftPolicies()));
    private final OptionSpec addsNewFields = with(flag("--auto-add-new-fields")
            .description("Read fields that the catalog does not know yet, of every stream."));
    private final OptionSpec activatesVersions = with(flag("--activate-version")
            .description(
                    "Give the records of FULL_TABLE streams a version, and tell the target after a complete pass that older",
                    "ones are of the past: it then deletes rows that are gone at the source."));

    private static OptionSpec.Builder drift(DriftPolicies policies) {
        return option(DriftPolicy.class, "POLICY", "--drift")
                .defaultValue("warn")
                .completionCandidates(policies)
                .converters(policies)
                .description("When catalog and source no longer agree: ${COMPLETION-CANDIDATES}. Default: warn.");
    }

    /**
     * What is to be read.
     *
     * @param settings may hold a catalog, which the others win over
     * @throws dev.taphouse.host.Failure for a catalog or a pattern that is none
     */
    Selection selection(Optional<SettingsFile> settings) {
        return new Selection(
                read(settings),
                SelectionPatterns.of(select.getValue(), exclude.getValue()),
                drift.getValue(),
                addsNewFields.getValue(),
                activatesVersions.getValue());
    }

    private Optional<Catalog> read(Optional<SettingsFile> settings) {
        return Options.<String>given(json)
                .map(CatalogInput::catalog)
                .or(() -> Options.<Path>given(file).map(CatalogInput::catalog))
                .or(() -> settings.flatMap(CatalogInput::catalog));
    }

    private static Catalog catalog(String text) {
        String name = "--catalog-json";
        return Catalog.of(new JsonDocument(name, ExitCode.INPUT).object(text), name);
    }

    private static Catalog catalog(Path file) {
        return Catalog.of(JsonFile.readObject(file, "catalog"), file.toString());
    }

    private static Optional<Catalog> catalog(SettingsFile settings) {
        return settings.catalog().map(catalog -> Catalog.of(catalog, settings.toString()));
    }
}
