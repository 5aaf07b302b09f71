package dev.taphouse.host.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The styles in which catalogs are written. */
final class SelectionStyleChecks {
    private SelectionStyleChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(54, "The texts \"true\" and \"false\" are understood in metadata", tap -> {
                    CatalogEdit catalog = tap.catalog().selectAll();
                    Optional<SelectionChecks.Place> place = SelectionChecks.Place.of(catalog);
                    place.ifPresent(each -> each.metadata().put("selected", "false"));
                    catalog.each(stream -> stream.root()
                            .put("selected", String.valueOf(stream.root().get("selected"))));
                    return SelectionChecks.withoutProperty(tap, catalog, place);
                }),
                new Check(55, "'selected' inside a schema, the old style, is honoured", tap -> {
                    CatalogEdit catalog = bare(tap);
                    String left = catalog.first().name();
                    catalog.each(stream ->
                            stream.schema().put("selected", !stream.name().equals(left)));
                    Verdict stream = SelectionChecks.withoutStream(tap, catalog, left);
                    if (!stream.isPass()) {
                        return stream;
                    }
                    CatalogEdit second = bare(tap).each(each -> each.schema().put("selected", true));
                    Optional<SelectionChecks.Place> place = SelectionChecks.Place.of(second);
                    place.ifPresent(
                            each -> each.stream().property(each.property()).put("selected", false));
                    return SelectionChecks.withoutProperty(tap, second, place);
                }),
                new Check(56, "'selected' on the stream and metadata keys with underscores are honoured", tap -> {
                    CatalogEdit catalog = bare(tap);
                    String left = catalog.first().name();
                    catalog.each(stream ->
                            stream.node().put("selected", !stream.name().equals(left)));
                    Verdict stream = SelectionChecks.withoutStream(tap, catalog, left);
                    if (!stream.isPass()) {
                        return stream;
                    }
                    CatalogEdit second = tap.catalog().selectAll();
                    Optional<SelectionChecks.Place> place = SelectionChecks.Place.of(second);
                    place.ifPresent(each -> {
                        each.metadata().remove("selected");
                        each.metadata().put("selected_by_default", false);
                    });
                    return SelectionChecks.withoutProperty(tap, second, place);
                }),
                new Check(
                        57,
                        "'selected' and 'inclusion' in a schema are not copied into SCHEMA messages",
                        SelectionStyleChecks::copied),
                new Check(65, "Unknown keys in the catalog and its metadata are ignored", tap -> {
                    CatalogEdit catalog = tap.catalog().selectAll();
                    catalog.document().put("zz_unknown", new LinkedHashMap<>());
                    catalog.each(stream -> {
                        stream.node().put("zz_unknown", 1L);
                        stream.root().put("zz-unknown", List.of("x"));
                        stream.properties()
                                .keySet()
                                .forEach(name -> stream.ofProperty(name).put("zz-unknown", true));
                    });
                    return tap.complete(tap.sync(catalog))
                                    .rows()
                                    .equals(tap.complete(tap.everything()).rows())
                            ? Verdict.pass()
                            : Verdict.fail("they change what comes");
                }));
    }

    /** A catalog without any selection in its metadata. */
    private static CatalogEdit bare(Subject tap) {
        return tap.catalog()
                .each(stream -> stream.entries().forEach(entry -> {
                    Tree.map(entry.get("metadata")).remove("selected");
                    Tree.map(entry.get("metadata")).remove("selected-by-default");
                }));
    }

    private static Verdict copied(Subject tap) {
        CatalogEdit catalog = tap.catalog().selectAll();
        catalog.each(stream -> {
            stream.schema().put("selected", stream.root().get("selected"));
            stream.properties().keySet().forEach(name -> {
                stream.property(name).put("selected", true);
                stream.property(name).put("inclusion", "available");
            });
        });
        for (Message schema : tap.complete(tap.sync(catalog)).schemas()) {
            Optional<String> copied = SchemaWalk.first(
                    schema.stream(),
                    schema.schema(),
                    (path, node) -> Tree.map(node).containsKey("selected")
                                    || Tree.map(node).containsKey("inclusion")
                            ? Optional.of(path + " has it")
                            : Optional.empty());
            if (copied.isPresent()) {
                return Verdict.fail(copied.get(), schema);
            }
        }
        return Verdict.pass();
    }
}
