package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A catalog that is not of the same age as its source. */
final class DriftChecks {
    private static final String GONE = "zz_gone";

    private DriftChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(59, "A stream that the source no longer has is a warning, and the others come", tap -> {
                    Run run = tap.run(tap.sync(tap.catalog().selectAll().addStream(GONE)));
                    if (run.ending() != Run.Ending.BY_ITSELF || !said(run)) {
                        return Verdict.fail("'" + GONE + "' is not named: " + run.inWords());
                    }
                    return tap.messages(run)
                                    .rows()
                                    .equals(tap.complete(tap.everything()).rows())
                            ? Verdict.pass()
                            : Verdict.fail("the other streams do not come as usual: " + run.inWords());
                }),
                new Check(60, "A column that is not in the catalog does not come", tap -> {
                    CatalogEdit catalog = tap.catalog().selectAll();
                    Optional<SelectionChecks.Place> place = SelectionChecks.Place.of(catalog);
                    place.ifPresent(each -> each.stream().drop(each.property()));
                    return SelectionChecks.withoutProperty(tap, catalog, place);
                }),
                new Check(
                        61,
                        "A column that the source no longer has is left out or null, with a warning",
                        DriftChecks::columnGone));
    }

    private static boolean said(Run run) {
        return run.stderr().stream().anyMatch(line -> line.contains(GONE));
    }

    private static Verdict columnGone(Subject tap) {
        CatalogEdit catalog = tap.catalog().selectAll();
        CatalogNode stream = catalog.first();
        Map<String, @Nullable Object> text = new LinkedHashMap<>();
        text.put("type", new ArrayList<>(List.of("string", "null")));
        stream.properties().put(GONE, text);
        stream.ofProperty(GONE).put("inclusion", "available");
        stream.ofProperty(GONE).put("selected", true);
        Run run = tap.run(tap.sync(catalog));
        if (!run.isComplete()) {
            return Verdict.fail(run.inWords());
        }
        if (!LogChecks.warned(run, GONE)) {
            return Verdict.fail("there is no warning of '" + GONE + "'");
        }
        return tap.messages(run).records(stream.name()).stream()
                .filter(message -> message.record().get(GONE) != null)
                .findFirst()
                .map(message -> Verdict.fail("it has a value", message))
                .orElseGet(Verdict::pass);
    }
}
