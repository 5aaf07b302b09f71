package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties inside properties: each that can be is deselected by itself. */
final class NestedSelection {
    private NestedSelection() {}

    static Verdict check(Subject tap) {
        boolean any = false;
        for (CatalogNode stream : tap.catalog().readable()) {
            List<List<String>> nested = new ArrayList<>();
            collect(List.of(), stream.schema(), nested);
            for (List<String> breadcrumb : nested) {
                any = true;
                Verdict verdict = without(tap, stream, breadcrumb);
                if (!verdict.isPass()) {
                    return verdict;
                }
            }
        }
        return any ? Verdict.pass() : Verdict.notApplicable("no property has properties");
    }

    private static Verdict without(Subject tap, CatalogNode stream, List<String> breadcrumb) {
        CatalogEdit catalog = tap.catalog().selectAll().only(stream.id());
        catalog.stream(stream.id()).metadata(breadcrumb).put("selected", false);
        Messages messages = tap.complete(tap.sync(catalog));
        Message schema = messages.schemaByStream().get(stream.name());
        if (schema == null) {
            return Verdict.fail("no SCHEMA of '" + stream.name() + "'");
        }
        if (Tree.at(schema.schema(), breadcrumb.toArray(String[]::new)) != null) {
            return Verdict.fail(breadcrumb + " is not selected, but in the SCHEMA", schema);
        }
        return messages.records(stream.name()).stream()
                .filter(message -> has(message.record(), breadcrumb))
                .findFirst()
                .map(message -> Verdict.fail(breadcrumb + " is not selected, but in a RECORD", message))
                .orElseGet(Verdict::pass);
    }

    private static boolean has(@Nullable Object value, List<String> breadcrumb) {
        if (breadcrumb.isEmpty()) {
            return true;
        }
        if (breadcrumb.get(0).equals("items")) {
            List<String> rest = breadcrumb.subList(1, breadcrumb.size());
            return Tree.list(value).stream().anyMatch(each -> has(each, rest));
        }
        Map<String, @Nullable Object> object = Tree.map(value);
        String name = breadcrumb.get(1);
        return object.containsKey(name) && has(object.get(name), breadcrumb.subList(2, breadcrumb.size()));
    }

    private static void collect(List<String> breadcrumb, @Nullable Object schema, List<List<String>> nested) {
        Object items = Tree.map(schema).get("items");
        if (items != null) {
            collect(MetadataChecks.plus(breadcrumb, "items"), items, nested);
        }
        Tree.map(Tree.map(schema).get("properties")).forEach((name, below) -> {
            List<String> place = MetadataChecks.plus(breadcrumb, "properties", name);
            if (!breadcrumb.isEmpty()) {
                nested.add(place);
            }
            collect(place, below, nested);
        });
    }
}
