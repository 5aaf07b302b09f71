package dev.taphouse.host.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What selection does to messages. */
final class SelectionChecks {
    private static final int STREAMS = 3;

    private SelectionChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        47,
                        "Without any 'selected', the streams that are selected by default come",
                        SelectionChecks::byDefault),
                new Check(48, "A stream that is not selected has no SCHEMA and no RECORD", tap -> {
                    List<CatalogNode> streams = tap.catalog().readable();
                    for (CatalogNode stream : streams.subList(0, Math.min(STREAMS, streams.size()))) {
                        CatalogEdit catalog = tap.catalog().selectAll();
                        catalog.stream(stream.id()).root().put("selected", false);
                        Verdict verdict = withoutStream(tap, catalog, stream.name());
                        if (!verdict.isPass()) {
                            return verdict;
                        }
                    }
                    return Verdict.pass();
                }),
                new Check(49, "An automatic property comes although it is not selected", tap -> {
                    CatalogEdit catalog = tap.catalog().selectAll();
                    catalog.each(stream -> stream.propertiesThatAre("automatic")
                            .forEach(name -> stream.ofProperty(name).put("selected", false)));
                    return properties(tap, catalog, "automatic", true);
                }),
                new Check(50, "An unsupported property never comes, also when it is selected", tap -> {
                    CatalogEdit catalog = tap.catalog().selectAll();
                    catalog.each(stream -> stream.propertiesThatAre("unsupported")
                            .forEach(name -> stream.ofProperty(name).put("selected", true)));
                    return properties(tap, catalog, "unsupported", false);
                }),
                new Check(51, "A property that is not selected is in neither SCHEMA nor RECORD", tap -> {
                    CatalogEdit catalog = tap.catalog().selectAll();
                    Optional<Place> place = Place.of(catalog);
                    place.ifPresent(each -> each.metadata().put("selected", false));
                    return withoutProperty(tap, catalog, place);
                }),
                new Check(52, "selected-by-default counts only where 'selected' is absent", SelectionChecks::defaults),
                new Check(
                        53,
                        "A nested property that is not selected is gone from objects and from lists of objects",
                        NestedSelection::check),
                new Check(
                        64,
                        "With nothing selected the tap exits 0, warns, and passes the state on",
                        SelectionChecks::nothing));
    }

    static Verdict withoutStream(Subject tap, CatalogEdit catalog, String name) {
        Messages messages = tap.complete(tap.sync(catalog));
        Optional<Message> seen = messages.all().stream()
                .filter(message -> message.stream().equals(name))
                .findFirst();
        if (seen.isPresent()) {
            return Verdict.fail("'" + name + "' is not selected, but comes", seen.get());
        }
        boolean others = tap.catalog().readable().size() > 1;
        return others && messages.schemas().isEmpty()
                ? Verdict.fail("the other streams do not come either")
                : Verdict.pass();
    }

    /** Whether the deselected property is gone and the rest is there. */
    static Verdict withoutProperty(Subject tap, CatalogEdit catalog, Optional<Place> place) {
        if (place.isEmpty()) {
            return Verdict.notApplicable("no stream has a property that can be left out");
        }
        String stream = place.get().stream().name();
        String property = place.get().property();
        Messages messages = tap.complete(tap.sync(catalog));
        Message schema = messages.schemaByStream().get(stream);
        if (schema == null) {
            return Verdict.fail("no SCHEMA of '" + stream + "'");
        }
        if (Tree.map(schema.schema().get("properties")).containsKey(property)) {
            return Verdict.fail("'" + property + "' is not selected, but in the SCHEMA", schema);
        }
        return messages.records(stream).stream()
                .filter(message -> message.record().containsKey(property))
                .findFirst()
                .map(message -> Verdict.fail("'" + property + "' is not selected, but in a RECORD", message))
                .orElseGet(Verdict::pass);
    }

    private static Verdict properties(Subject tap, CatalogEdit catalog, String inclusion, boolean wanted) {
        Messages messages = tap.complete(tap.sync(catalog));
        boolean any = false;
        for (CatalogNode stream : catalog.readable()) {
            Message schema = messages.schemaByStream().get(stream.name());
            for (String name : stream.propertiesThatAre(inclusion)) {
                any = true;
                if (schema != null
                        && Tree.map(schema.schema().get("properties")).containsKey(name) != wanted) {
                    return Verdict.fail(
                            "'" + name + "' is " + inclusion + (wanted ? ", but does not come" : ", but comes"),
                            schema);
                }
            }
        }
        return any ? Verdict.pass() : Verdict.notApplicable("no property is " + inclusion);
    }

    private static Verdict byDefault(Subject tap) {
        Set<String> expected = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (CatalogNode stream : tap.catalog().readable()) {
            all.add(stream.name());
            if (Boolean.TRUE.equals(stream.root().get("selected-by-default"))) {
                expected.add(stream.name());
            }
        }
        Set<String> seen = new TreeSet<>(tap.complete(tap.sync(tap.catalog())).streams());
        if (seen.equals(expected) || expected.isEmpty() && seen.equals(all)) {
            return Verdict.pass();
        }
        return Verdict.fail("selected by default are " + expected + ", but " + seen + " come");
    }

    private static Verdict defaults(Subject tap) {
        CatalogEdit catalog = tap.catalog().selectAll();
        Optional<Place> place = Place.of(catalog);
        if (place.isEmpty()) {
            return Verdict.notApplicable("no stream has a property that can be left out");
        }
        Map<String, @Nullable Object> metadata = place.get().metadata();
        metadata.remove("selected");
        metadata.put("selected-by-default", false);
        Verdict absent = withoutProperty(tap, catalog, place);
        if (!absent.isPass()) {
            return absent;
        }
        metadata.put("selected", true);
        Message schema = tap.complete(tap.sync(catalog))
                .schemaByStream()
                .get(place.get().stream().name());
        return schema != null
                        && Tree.map(schema.schema().get("properties"))
                                .containsKey(place.get().property())
                ? Verdict.pass()
                : Verdict.fail("'" + place.get().property() + "' is selected, but does not come");
    }

    private static Verdict nothing(Subject tap) {
        CatalogEdit catalog = tap.catalog().each(stream -> stream.root().put("selected", false));
        Map<String, @Nullable Object> state = StateKeyChecks.marked(tap);
        Run run = tap.run(tap.sync(catalog).state(state));
        if (!run.isComplete()) {
            return Verdict.fail(run.inWords());
        }
        if (!LogChecks.warned(run, "")) {
            return Verdict.fail("there is no WARNING: " + run.inWords());
        }
        Optional<Map<String, @Nullable Object>> last = tap.messages(run).lastState();
        return last.isPresent() && StateKeyChecks.keeps(last.get(), state)
                ? Verdict.pass()
                : Verdict.fail("the state is not passed on: " + last);
    }

    /** A top-level property that can be left out. */
    record Place(CatalogNode stream, String property) {
        static Optional<Place> of(CatalogEdit catalog) {
            return catalog.readable().stream()
                    .flatMap(stream -> stream.optional().map(name -> new Place(stream, name)).stream())
                    .findFirst();
        }

        Map<String, @Nullable Object> metadata() {
            return stream.ofProperty(property);
        }
    }
}
