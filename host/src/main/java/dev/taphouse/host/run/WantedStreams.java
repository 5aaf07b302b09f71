package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.catalog.CatalogStream;
import dev.taphouse.host.catalog.Drift;
import dev.taphouse.host.catalog.DriftEvent;
import dev.taphouse.host.catalog.DriftPolicy;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.catalog.StreamSelection;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.TargetRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes what a run is asked for of a catalog and what the source has. */
final class WantedStreams {
    private final String plugin;
    private final Map<Field, Map<String, Object>> schemas;
    private final Selection selection;
    private final Drift drift;
    private final List<String> problems = new ArrayList<>();

    WantedStreams(String plugin, Map<Field, Map<String, Object>> schemas, Selection selection, Drift drift) {
        this.plugin = plugin;
        this.schemas = schemas;
        this.selection = selection;
        this.drift = drift;
    }

    /**
     * The streams that the catalog selects and that are asked for.
     *
     * @throws Failure with all problems of the catalog at once, and with all drift when the policy is to fail
     */
    List<Wanted> of(Catalog catalog, List<StreamSpec> specs, Predicate<String> asked) {
        Map<String, StreamSpec> byName = new LinkedHashMap<>();
        specs.forEach(spec -> byName.put(spec.name(), spec));
        List<CatalogStream> selected = catalog.selected().stream()
                .filter(stream -> asked.test(stream.id()))
                .toList();
        List<Wanted> wanted = new ArrayList<>();
        for (CatalogStream stream : selected) {
            wanted(stream, byName.get(stream.id())).ifPresent(wanted::add);
        }
        requireOwnNames(selected);
        if (drift.policy() == DriftPolicy.FAIL) {
            drift.events().stream().map(DriftEvent::text).forEach(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new Failure(
                    ExitCode.INPUT,
                    String.join(
                            "\n",
                            problems.stream()
                                    .map(problem -> plugin + ": " + problem)
                                    .toList()));
        }
        if (wanted.isEmpty()) {
            Log.warn("no stream is selected, so nothing is read; set \"selected\": true in the catalog, or give"
                    + " --select");
        }
        return wanted;
    }

    private Optional<Wanted> wanted(CatalogStream stream, @Nullable StreamSpec spec) {
        if (spec == null) {
            drift.streamGone(stream.id());
            SourceException gone = new SourceException(
                            SourceException.Kind.DATA, "the catalog selects it, but the source does not have it")
                    .remedy("Deselect it, or discover again");
            return drift.policy() == DriftPolicy.EVOLVE
                    ? Optional.empty()
                    : Optional.of(Wanted.not(stream.id(), Problem.of(gone)));
        }
        if (spec.unavailable().isPresent()) {
            return Optional.of(
                    Wanted.not(stream.id(), Problem.of(spec.unavailable().get())));
        }
        try {
            StreamSelection selected = StreamSelection.of(spec, stream, selection, schemas, drift, Log::warn);
            TargetRules.warnings(selected.shape(selected.read(), false)).forEach(Log::warn);
            return Optional.of(Wanted.of(selected));
        } catch (SourceException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Two streams that targets could not tell apart. */
    private void requireOwnNames(List<CatalogStream> selected) {
        Map<String, String> owners = new HashMap<>();
        for (CatalogStream stream : selected) {
            String other = owners.putIfAbsent(stream.alias(), stream.id());
            if (other != null) {
                problems.add("streams '" + other + "' and '" + stream.id() + "' would both go out as '" + stream.alias()
                        + "'; give one another stream_alias in the catalog");
            }
        }
    }
}
