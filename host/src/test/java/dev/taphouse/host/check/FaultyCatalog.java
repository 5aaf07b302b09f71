package dev.taphouse.host.check;

import static dev.taphouse.host.check.FaultyTap.has;

import dev.taphouse.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the tap with faults discovers, and what it takes a catalog to say. */
final class FaultyCatalog {
    private static final String ORDERS = """
            {"tap_stream_id": "orders", "stream": "orders", "schema": {"type": "object", "properties": {
              "id": {"type": ["integer"]},
              "updated_at": {"type": ["string", "null"], "format": "date-time"},
              "amount": {"type": ["number", "null"]},
              "big": {"type": ["integer", "null"]},
              "flag": {"type": ["boolean", "null"]},
              "note": {"type": ["string", "null"]},
              "bytes": {"type": ["string", "null"], "contentEncoding": "base16"},
              "uid": {"type": ["string", "null"], "format": "uuid"},
              "day": {"type": ["string", "null"], "format": "date"},
              "Odd name": {"type": ["string", "null"]},
              "blob": {"type": ["string", "null"]},
              "address": {"type": ["object", "null"], "properties": {
                "city": {"type": ["string", "null"]}, "zip": {"type": ["string", "null"]}}},
              "tags": {"type": ["array", "null"], "items": {"type": ["object", "null"], "properties": {
                "name": {"type": ["string", "null"]}, "rank": {"type": ["integer", "null"]}}}}}},
             "metadata": []}""";
    private static final String ITEMS = """
            {"tap_stream_id": "items", "stream": "items", "schema": {"type": "object", "properties": {
              "id": {"type": ["integer"]}, "name": {"type": ["string"]}}}, "metadata": []}""";

    private FaultyCatalog() {}

    static Map<String, @Nullable Object> discovered(Map<String, @Nullable Object> config) {
        if (config.get("unreadable") != null) {
            if (has("fails-on-unreadable")) {
                throw new FaultyArguments.Refused(1, "'secret_table' cannot be described");
            }
            FaultyTap.log("WARNING", "'secret_table' cannot be described");
        }
        List<@Nullable Object> streams = new ArrayList<>();
        if (!"wrong".equals(config.get("token"))) {
            CatalogNode orders = new CatalogNode(Json.object(ORDERS));
            CatalogNode items = new CatalogNode(Json.object(ITEMS));
            describe(orders, "updated_at", "id");
            describe(items);
            spoil(orders, items);
            streams.add(orders.node());
            streams.add(items.node());
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(has("no-streams") ? "tables" : "streams", streams);
        if (has("not-deterministic")) {
            document.put("at", System.nanoTime());
        }
        return document;
    }

    private static void describe(CatalogNode stream, String... cursors) {
        Map<String, @Nullable Object> root = stream.root();
        root.put("inclusion", "available");
        root.put("selected-by-default", true);
        root.put("table-key-properties", new ArrayList<>(List.of("id")));
        root.put("valid-replication-keys", new ArrayList<>(List.of(cursors)));
        if (cursors.length > 0) {
            root.put("replication-method", "INCREMENTAL");
            root.put("replication-key", cursors[0]);
        }
        inclusions(stream, List.of(), stream.schema());
        stream.ofProperty("id").put("inclusion", "automatic");
        if (stream.properties().containsKey("blob")) {
            stream.ofProperty("blob").put("inclusion", "unsupported");
        }
    }

    private static void inclusions(CatalogNode stream, List<String> breadcrumb, @Nullable Object schema) {
        Tree.map(Tree.map(schema).get("properties")).forEach((name, below) -> {
            List<String> place = MetadataChecks.plus(breadcrumb, "properties", name);
            if (breadcrumb.isEmpty() || !has("nested-without-inclusion")) {
                stream.metadata(place).put("inclusion", "available");
            }
            inclusions(stream, place, below);
            Object items = Tree.map(below).get("items");
            if (items != null) {
                inclusions(stream, MetadataChecks.plus(place, "items"), items);
            }
        });
    }

    private static void spoil(CatalogNode orders, CatalogNode items) {
        when("duplicate-id", () -> items.node().put("tap_stream_id", "orders"));
        when("no-properties", () -> items.schema().remove("properties"));
        when("draft-keyword", () -> items.property("name").put("const", "x"));
        when("broken-schema", () -> items.property("name").put("minLength", "x"));
        when("reference", () -> items.property("name").put("$ref", "#/definitions/x"));
        when("no-type", () -> items.property("name").remove("type"));
        when("array-without-items", () -> orders.property("tags").remove("items"));
        when("no-root-metadata", () -> items.root().clear());
        when(
                "breadcrumb-nowhere",
                () -> items.metadata(List.of("properties", "nowhere")).put("inclusion", "available"));
        when("key-not-automatic", () -> items.ofProperty("id").put("inclusion", "available"));
        when("forced-empty", () -> items.root().put("forced-replication-method", ""));
        when("cursor-of-objects", () -> orders.root().put("valid-replication-keys", List.of("address")));
        when("selected-in-discovery", () -> items.root().put("selected", true));
        when("view", () -> view(items));
        when("sql-without-view", () -> items.ofProperty("id").put("sql-datatype", "int"));
    }

    private static void view(CatalogNode stream) {
        stream.root().put("is-view", true);
        stream.root().put("table-key-properties", new ArrayList<>());
    }

    private static void when(String fault, Runnable then) {
        if (has(fault)) {
            then.run();
        }
    }

    /** Whether a stream or property is wanted. */
    static boolean isWanted(CatalogNode stream, List<String> breadcrumb, @Nullable Object schema) {
        Map<String, @Nullable Object> own = stream.find(breadcrumb).orElse(Map.of());
        boolean root = breadcrumb.isEmpty();
        String inclusion = Tree.text(own.get("inclusion"));
        if (inclusion.equals("unsupported") && !has("emits-unsupported")) {
            return false;
        }
        if (inclusion.equals("automatic") && !root && !has("drops-automatic")) {
            return true;
        }
        if (!root && breadcrumb.size() > 2 && has("keeps-nested") || root && has("keeps-streams")) {
            return true;
        }
        if (!root && has("keeps-properties")) {
            return true;
        }
        return flag(own.get("selected"))
                .or(() -> root && !has("no-stream-flag") ? flag(stream.node().get("selected")) : Optional.empty())
                .or(() -> has("no-schema-flag")
                        ? Optional.empty()
                        : flag(Tree.map(schema).get("selected")))
                .or(() -> has("no-defaults") ? Optional.empty() : flag(own.get("selected-by-default")))
                .or(() -> flag(own.get("selected_by_default")))
                .orElse(!root || !has("not-by-default"));
    }

    private static Optional<Boolean> flag(@Nullable Object value) {
        if (value instanceof String text && !has("no-text-flags")) {
            return Optional.of(Boolean.valueOf(text));
        }
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }
}
