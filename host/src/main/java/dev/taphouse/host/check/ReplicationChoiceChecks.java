package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a catalog says about method, keys and types. */
final class ReplicationChoiceChecks {
    private ReplicationChoiceChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        58,
                        "replication-method and -key override the defaults; a forced method wins, with a warning",
                        ReplicationChoiceChecks::method),
                new Check(
                        62,
                        "Types that a user edited in the catalog are those of SCHEMA and values",
                        ReplicationChoiceChecks::types),
                new Check(63, "The catalog's keys are the key_properties of SCHEMA", tap -> {
                    CatalogEdit catalog = tap.catalog().selectAll();
                    Messages messages = tap.complete(tap.everything());
                    for (CatalogNode stream : catalog.readable()) {
                        Message schema = messages.schemaByStream().get(stream.name());
                        if (schema != null
                                && !stream.keys().isEmpty()
                                && !stream.keys()
                                        .equals(Tree.texts(schema.body().get("key_properties")))) {
                            return Verdict.fail("the catalog's key is " + stream.keys(), schema);
                        }
                    }
                    return Verdict.pass();
                }));
    }

    private static Verdict method(Subject tap) {
        Map<String, String> cursors = new Cursors(tap.setup().cursors()).of(tap.catalog());
        if (cursors.isEmpty()) {
            return Verdict.notApplicable("no stream has a replication key");
        }
        String id = cursors.keySet().iterator().next();
        String key = String.valueOf(cursors.get(id));
        CatalogEdit catalog = tap.catalog().selectAll().only(id).incremental(id, key);
        Run usual = tap.run(tap.sync(catalog));
        Bookmark bookmark = bookmark(tap.complete(tap.sync(catalog)), id);
        if (bookmark == null || !bookmark.key().equals(key)) {
            return Verdict.fail(
                    "INCREMENTAL by '" + key + "' was chosen for '" + id + "', but its bookmark is " + bookmark);
        }
        catalog.stream(id).root().put("forced-replication-method", "FULL_TABLE");
        Run run = tap.run(tap.sync(catalog));
        if (!run.isComplete() || bookmark(tap.messages(run), id) != null) {
            return Verdict.fail("a forced FULL_TABLE does not win over INCREMENTAL: " + run.inWords());
        }
        return LogChecks.warned(run, id, usual)
                ? Verdict.pass()
                : Verdict.fail("the forced method wins without a warning");
    }

    private static @Nullable Bookmark bookmark(Messages messages, String stream) {
        return Bookmark.of(messages.lastState().orElse(Map.of())).get(stream);
    }

    private static Verdict types(Subject tap) {
        CatalogEdit catalog = tap.catalog().selectAll();
        for (CatalogNode stream : catalog.readable()) {
            for (String name : stream.propertiesThatAre("available")) {
                List<String> types = Tree.types(stream.property(name));
                boolean free = !stream.keys().contains(name);
                if (free && (types.contains("integer") || types.contains("number")) && !types.contains("string")) {
                    return asText(tap, catalog.only(stream.id()), stream, name);
                }
            }
        }
        return Verdict.notApplicable("no stream has a number that could be text");
    }

    private static Verdict asText(Subject tap, CatalogEdit catalog, CatalogNode stream, String name) {
        Map<String, @Nullable Object> property = stream.property(name);
        property.clear();
        property.put("type", new ArrayList<>(List.of("string", "null")));
        Messages messages = tap.complete(tap.sync(catalog));
        Message schema = messages.schemaByStream().get(stream.name());
        if (schema == null
                || !Tree.types(Tree.at(schema.schema(), "properties", name)).contains("string")) {
            return Verdict.fail(
                    "'" + stream.id() + "." + name + "' was made a string in the catalog, but not in SCHEMA");
        }
        return messages.records(stream.name()).stream()
                .filter(message -> message.record().get(name) instanceof Number)
                .findFirst()
                .map(message -> Verdict.fail("'" + name + "' is a string in SCHEMA, but a number here", message))
                .orElseGet(Verdict::pass);
    }
}
