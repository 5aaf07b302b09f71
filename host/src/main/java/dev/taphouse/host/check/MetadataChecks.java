package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the metadata of a catalog says. */
final class MetadataChecks {
    private static final Set<String> METHODS = Set.of("FULL_TABLE", "INCREMENTAL", "LOG_BASED");

    private MetadataChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        33,
                        "Every stream has metadata at its root, with inclusion and table-key-properties",
                        tap -> each(tap, stream -> {
                            Map<String, @Nullable Object> root =
                                    stream.find(List.of()).orElse(Map.of());
                            return root.containsKey("inclusion") && root.get("table-key-properties") instanceof List
                                    ? ""
                                    : "no inclusion or no table-key-properties at the root";
                        })),
                new Check(
                        34,
                        "Every property, also a nested one, has an inclusion",
                        tap -> each(tap, stream -> uncovered(stream, List.of(), stream.schema()))),
                new Check(
                        35,
                        "Breadcrumbs lead to a place in the schema",
                        tap -> each(
                                tap,
                                stream -> stream.entries().stream()
                                        .map(entry -> Tree.list(entry.get("breadcrumb")))
                                        .filter(breadcrumb -> !leads(stream.schema(), breadcrumb))
                                        .findFirst()
                                        .map(breadcrumb -> breadcrumb + " leads nowhere")
                                        .orElse(""))),
                new Check(
                        36,
                        "Keys and replication keys are properties, and keys are automatic",
                        tap -> each(tap, MetadataChecks::keys)),
                new Check(
                        37,
                        "A forced-replication-method is FULL_TABLE, INCREMENTAL or LOG_BASED",
                        tap -> each(tap, stream -> {
                            Object forced = stream.root().get("forced-replication-method");
                            return forced == null || METHODS.contains(forced) ? "" : "it is '" + forced + "'";
                        })),
                new Check(
                        38,
                        "Valid replication keys can be ordered and are supported",
                        tap -> each(
                                tap,
                                stream -> stream.cursors().stream()
                                        .filter(key -> !isOrderable(stream, key))
                                        .findFirst()
                                        .map(key -> "'" + key + "' is not")
                                        .orElse(""))),
                new Check(
                        39,
                        "A discovered catalog selects nothing: 'selected' is the user's",
                        tap -> each(
                                tap,
                                stream -> stream.node().containsKey("selected")
                                                || stream.entries().stream()
                                                        .anyMatch(entry -> Tree.map(entry.get("metadata"))
                                                                .containsKey("selected"))
                                        ? "it has 'selected'"
                                        : "")),
                new Check(
                        40,
                        "A database's catalog has is-view, and sql-datatype for each column",
                        MetadataChecks::database),
                new Check(41, "Columns of unsupported types are listed as unsupported", tap -> {
                    boolean any = tap.catalog().streams().stream()
                            .anyMatch(stream ->
                                    !stream.propertiesThatAre("unsupported").isEmpty());
                    return any
                            ? Verdict.pass()
                            : Verdict.notApplicable("no column of the source is of an unsupported type");
                }),
                new Check(42, "A view has no key, and the user can declare one", MetadataChecks::views));
    }

    /** Looks at each stream; {@code look} says what is wrong, nothing if nothing is. */
    private static Verdict each(Subject tap, java.util.function.Function<CatalogNode, String> look) {
        for (CatalogNode stream : tap.catalog().streams()) {
            String wrong = look.apply(stream);
            if (!wrong.isEmpty()) {
                return Verdict.fail("stream '" + stream.id() + "': " + wrong);
            }
        }
        return Verdict.pass();
    }

    private static String uncovered(CatalogNode stream, List<String> breadcrumb, @Nullable Object schema) {
        Object items = Tree.map(schema).get("items");
        if (items != null) {
            String wrong = uncovered(stream, plus(breadcrumb, "items"), items);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        for (Map.Entry<String, @Nullable Object> each :
                Tree.map(Tree.map(schema).get("properties")).entrySet()) {
            List<String> place = plus(breadcrumb, "properties", each.getKey());
            if (stream.find(place).map(metadata -> metadata.get("inclusion")).isEmpty()) {
                return place + " has no inclusion";
            }
            String wrong = uncovered(stream, place, each.getValue());
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    static List<String> plus(List<String> breadcrumb, String... steps) {
        List<String> longer = new ArrayList<>(breadcrumb);
        longer.addAll(List.of(steps));
        return longer;
    }

    private static boolean leads(@Nullable Object schema, List<@Nullable Object> breadcrumb) {
        Object place = schema;
        for (Object step : breadcrumb) {
            if (!(step instanceof String name) || !Tree.map(place).containsKey(name)) {
                return false;
            }
            place = Tree.map(place).get(name);
        }
        return true;
    }

    private static String keys(CatalogNode stream) {
        for (String key : stream.keys()) {
            if (!stream.properties().containsKey(key) || !stream.inclusion(key).equals("automatic")) {
                return "key '" + key + "' is no property or not automatic";
            }
        }
        return stream.cursors().stream()
                .filter(key -> !stream.properties().containsKey(key))
                .findFirst()
                .map(key -> "replication key '" + key + "' is no property")
                .orElse("");
    }

    private static boolean isOrderable(CatalogNode stream, String key) {
        List<String> types = Tree.types(stream.property(key));
        return !types.contains("object")
                && !types.contains("array")
                && !types.contains("boolean")
                && !stream.inclusion(key).equals("unsupported");
    }

    private static Verdict database(Subject tap) {
        List<CatalogNode> streams = tap.catalog().streams();
        boolean database = streams.stream()
                .anyMatch(stream -> stream.entries().stream()
                        .anyMatch(entry -> Tree.map(entry.get("metadata")).containsKey("sql-datatype")));
        if (!database) {
            return Verdict.notApplicable("no column has an sql-datatype: not a database");
        }
        return each(tap, stream -> {
            if (!(stream.root().get("is-view") instanceof Boolean)) {
                return "no is-view";
            }
            return stream.properties().keySet().stream()
                    .filter(name -> !stream.ofProperty(name).containsKey("sql-datatype"))
                    .findFirst()
                    .map(name -> "column '" + name + "' has no sql-datatype")
                    .orElse("");
        });
    }

    private static Verdict views(Subject tap) {
        CatalogEdit catalog = tap.catalog().selectAll();
        CatalogNode view = catalog.readable().stream()
                .filter(stream -> stream.isView()
                        && stream.keys().isEmpty()
                        && !stream.properties().isEmpty())
                .findFirst()
                .orElseThrow(() -> Unusable.notApplicable("the source has no view without a key"));
        String key = view.properties().keySet().iterator().next();
        view.root().put("view-key-properties", new ArrayList<>(List.of(key)));
        Message schema =
                tap.complete(tap.sync(catalog.only(view.id()))).schemaByStream().get(view.name());
        if (schema == null) {
            return Verdict.fail("no SCHEMA of the view '" + view.id() + "'");
        }
        return List.of(key).equals(schema.body().get("key_properties"))
                ? Verdict.pass()
                : Verdict.fail("view-key-properties [" + key + "] is not the key of its SCHEMA", schema);
    }
}
