package dev.taphouse.host.check;

import dev.taphouse.host.schema.SchemaValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the schemas of a catalog may say. */
final class SchemaChecks {
    private static final Set<String> TYPES =
            Set.of("string", "integer", "number", "boolean", "object", "array", "null");
    /** What means something else, or nothing, in one of the drafts 4, 7 and 2020-12 that targets read by. */
    private static final Set<String> MOVING = Set.of(
            "id",
            "$id",
            "$anchor",
            "$dynamicRef",
            "$recursiveRef",
            "dependencies",
            "additionalItems",
            "const",
            "contains",
            "if",
            "then",
            "else",
            "propertyNames",
            "unevaluatedProperties",
            "unevaluatedItems",
            "prefixItems");

    private SchemaChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        29,
                        "Every stream's schema is an object with properties",
                        tap -> tap.catalog().streams().stream()
                                .filter(stream -> !Tree.types(stream.schema()).contains("object")
                                        || stream.properties().isEmpty())
                                .findFirst()
                                .map(stream -> Verdict.fail("that of '" + stream.id() + "' is not"))
                                .orElseGet(Verdict::pass)),
                new Check(
                        30, "Schemas are valid, without keywords that differ between the drafts", SchemaChecks::valid),
                new Check(
                        31,
                        "Schemas have no $ref, no boolean sub-schema and no boolean exclusiveMinimum",
                        tap -> walk(tap, SchemaChecks::plain)),
                new Check(
                        32,
                        "Every property has a JSON type, and every array has items",
                        tap -> walk(tap, SchemaChecks::typed)));
    }

    private static Verdict valid(Subject tap) {
        for (CatalogNode stream : tap.catalog().streams()) {
            Optional<String> problem = problem(stream.schema());
            if (problem.isPresent()) {
                return Verdict.fail("stream '" + stream.id() + "': " + problem.get());
            }
        }
        return walk(tap, SchemaChecks::steady);
    }

    private static Optional<String> problem(Map<String, @Nullable Object> schema) {
        try {
            SchemaValidator.of(schema);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Verdict walk(Subject tap, SchemaWalk.Look look) {
        for (CatalogNode stream : tap.catalog().streams()) {
            for (String name : stream.properties().keySet()) {
                Optional<String> wrong = SchemaWalk.first(
                        stream.id() + "." + name, stream.properties().get(name), look);
                if (wrong.isPresent()) {
                    return Verdict.fail(wrong.get());
                }
            }
        }
        return Verdict.pass();
    }

    private static Optional<String> steady(String path, @Nullable Object schema) {
        return Tree.map(schema).keySet().stream()
                .filter(MOVING::contains)
                .findFirst()
                .map(keyword -> path + " has '" + keyword + "'");
    }

    private static Optional<String> plain(String path, @Nullable Object schema) {
        if (schema instanceof Boolean) {
            return Optional.of(path + " has a schema that is a boolean");
        }
        Map<String, @Nullable Object> node = Tree.map(schema);
        if (node.containsKey("$ref")) {
            return Optional.of(path + " has a $ref");
        }
        boolean flag =
                node.get("exclusiveMinimum") instanceof Boolean || node.get("exclusiveMaximum") instanceof Boolean;
        if (flag || node.get("items") instanceof Boolean) {
            return Optional.of(path + " has a boolean exclusiveMinimum, exclusiveMaximum or items");
        }
        return Optional.empty();
    }

    private static Optional<String> typed(String path, @Nullable Object schema) {
        List<String> types = Tree.types(schema);
        if (types.isEmpty() && !Tree.map(schema).containsKey("anyOf")) {
            return Optional.of(path + " has no type");
        }
        if (!TYPES.containsAll(types)) {
            return Optional.of(path + " has the type " + types);
        }
        boolean onlyArray = types.contains("array") && !types.contains("object");
        return onlyArray && Tree.map(schema).get("items") == null
                ? Optional.of(path + " is an array without items")
                : Optional.empty();
    }
}
