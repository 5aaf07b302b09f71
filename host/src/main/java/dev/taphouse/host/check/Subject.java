package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tap that is looked at, with the runs so far: what one check has asked for is there for the next. For one thread.
 */
final class Subject {
    private final CheckSetup setup;
    private final IntFunction<Verdict> verdicts;
    private final Inputs inputs;
    private final Map<Request, Run> runs = new HashMap<>();
    private final Map<Run, Messages> messages = new IdentityHashMap<>();
    private final List<Run> seen = new ArrayList<>();

    /** @param verdicts what another check says, by its number */
    Subject(CheckSetup setup, IntFunction<Verdict> verdicts) {
        this.setup = setup;
        this.verdicts = verdicts;
        this.inputs = new Inputs(setup.folder());
    }

    CheckSetup setup() {
        return setup;
    }

    Fixture fixture() {
        return setup.fixture();
    }

    Inputs inputs() {
        return inputs;
    }

    /** What another check says. */
    Verdict verdict(int number) {
        return verdicts.apply(number);
    }

    /** Every run so far. */
    List<Run> seen() {
        return List.copyOf(seen);
    }

    /** A run, which may have been made before. */
    Run run(Request request) {
        Run known = runs.get(request);
        if (known == null) {
            known = runAgain(request);
            runs.put(request, known);
        }
        return known;
    }

    /** A run that is made now. */
    Run runAgain(Request request) {
        return run(request.call(inputs));
    }

    Run run(Call call) {
        return kept(setup.probe().run(call));
    }

    Run kept(Run run) {
        seen.add(run);
        return run;
    }

    LiveRun start(Request request, int lines) {
        return setup.probe().startReading(request.call(inputs), lines);
    }

    /** The messages of a run that must be complete; else the rule counts as broken. */
    Messages complete(Request request) {
        Run run = run(request);
        if (!run.isComplete()) {
            throw Unusable.fail(run.inWords());
        }
        return messages(run);
    }

    Messages messages(Run run) {
        return messages.computeIfAbsent(run, each -> Messages.of(each, false));
    }

    /** The config of a good run, and nothing else. */
    Request plain() {
        return Request.of(setup.config());
    }

    Request discovery() {
        return plain().with("--discover");
    }

    /** The discovered catalog; a check that needs it cannot be made without. */
    CatalogEdit catalog() {
        return CatalogEdit.of(document().orElseThrow(() -> Unusable.because("there is no catalog: see check 27")));
    }

    /** What discovery printed; empty when it is not an object with streams. */
    Optional<Map<String, @Nullable Object>> document() {
        return document(run(discovery()));
    }

    /** The catalog that a run printed; empty when it is not an object with streams. */
    static Optional<Map<String, @Nullable Object>> document(Run run) {
        if (!run.isComplete()) {
            return Optional.empty();
        }
        try {
            Map<String, @Nullable Object> document = Json.object(String.join("\n", run.stdout()));
            return document.get("streams") instanceof List<?> ? Optional.of(document) : Optional.empty();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Every stream and property, selected, by its default method. Without discovery: whatever the tap does. */
    Request everything() {
        return document().isEmpty() ? plain() : sync(catalog().selectAll());
    }

    /** Every stream by FULL_TABLE. */
    Request fullTable() {
        return sync(catalog().selectAll().fullTable());
    }

    /** Every stream by FULL_TABLE, with ACTIVATE_VERSION if the tap can be told to print it. */
    Request versioned() {
        return fullTable().with(setup.versions());
    }

    /** Every stream that can be, INCREMENTAL. */
    Request incremental() {
        CatalogEdit catalog = catalog().selectAll();
        Map<String, String> cursors = new Cursors(setup.cursors()).of(catalog);
        cursors.forEach(catalog::incremental);
        return sync(catalog);
    }

    Request sync(CatalogEdit catalog) {
        // a copy, since the edit may go on
        return plain().catalog(Tree.copy(catalog.document()));
    }

    /** The same with STATEs as often as the tap can be told to. */
    Request often(Request request) {
        return request.with(setup.oftenState());
    }

    /** More than a pipe holds, if the fixture has that; else everything. */
    Request large() {
        Optional<Map<String, @Nullable Object>> config = fixture().config(Fixture.Situation.LARGE);
        return config.isPresent() ? Request.of(config.get()) : everything();
    }
}
