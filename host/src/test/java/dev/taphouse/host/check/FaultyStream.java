package dev.taphouse.host.check;

import static dev.taphouse.host.check.FaultyTap.has;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stream of a sync of the tap with faults. */
final class FaultyStream {
    private static final Set<String> NOT_EMITTED = Set.of("selected", "inclusion");

    private final CatalogNode stream;
    private final CatalogNode source;
    private final Map<String, @Nullable Object> bookmark;
    private final String cursor;
    private long reached;

    FaultyStream(CatalogNode stream, Map<String, @Nullable Object> bookmark) {
        this.stream = stream;
        this.source = CatalogEdit.of(FaultyCatalog.discovered(Map.of())).stream(stream.id());
        this.bookmark = bookmark;
        this.cursor = cursor();
        for (String name : stream.properties().keySet()) {
            if (!source.properties().containsKey(name) && !has("gone-column-without-warning")) {
                FaultyTap.log("WARNING", "'" + name + "' is gone");
            }
        }
    }

    String name() {
        return stream.name();
    }

    /** The replication key; empty for a full table. */
    private String cursor() {
        Map<String, @Nullable Object> root = stream.root();
        String method = Tree.text(root.get("replication-method"));
        String key = Tree.text(root.get("replication-key"));
        if (root.containsKey("forced-replication-method") && !has("not-forced")) {
            if (!has("forced-without-warning")) {
                FaultyTap.log("WARNING", stream.id() + " is forced to be FULL_TABLE");
            }
            return "";
        }
        return method.equals("INCREMENTAL") ? key.isEmpty() ? "updated_at" : key : "";
    }

    Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> schema = Tree.copy(stream.schema());
        prune(schema, List.of());
        if (has("ignores-types")) {
            Tree.map(schema.get("properties")).replaceAll((name, old) -> source.property(name));
        }
        if (has("requires-missing")) {
            schema.put("required", List.of("nowhere"));
        }
        return schema;
    }

    private void prune(Map<String, @Nullable Object> schema, List<String> breadcrumb) {
        if (!has("copies-selected")) {
            schema.keySet().removeAll(NOT_EMITTED);
        }
        Map<String, @Nullable Object> properties = Tree.map(schema.get("properties"));
        properties.keySet().removeIf(name -> !isEmitted(MetadataChecks.plus(breadcrumb, "properties", name)));
        if (breadcrumb.isEmpty() && has("emits-new-columns")) {
            source.properties().forEach(properties::putIfAbsent);
        }
        properties.forEach(
                (name, below) -> prune(Tree.map(below), MetadataChecks.plus(breadcrumb, "properties", name)));
        if (schema.get("items") != null) {
            prune(Tree.map(schema.get("items")), MetadataChecks.plus(breadcrumb, "items"));
        }
    }

    private boolean isEmitted(List<String> breadcrumb) {
        Object schema = Tree.at(stream.schema(), breadcrumb.toArray(String[]::new));
        boolean there = breadcrumb.size() > 2 || source.properties().containsKey(breadcrumb.get(1));
        return there && FaultyCatalog.isWanted(stream, breadcrumb, schema);
    }

    Map<String, @Nullable Object> project(Map<String, @Nullable Object> row) {
        return Tree.map(project(row, schema()));
    }

    private static @Nullable Object project(@Nullable Object value, Map<String, @Nullable Object> schema) {
        if (value instanceof Map) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            Tree.map(schema.get("properties"))
                    .forEach((name, below) ->
                            object.put(name, project(Tree.map(value).get(name), Tree.map(below))));
            return object;
        }
        if (value instanceof List) {
            List<@Nullable Object> list = new ArrayList<>();
            Tree.list(value).forEach(each -> list.add(project(each, Tree.map(schema.get("items")))));
            return list;
        }
        boolean text =
                Tree.types(schema).contains("string") && !Tree.types(schema).contains("integer");
        return value instanceof Number && text ? value.toString() : value;
    }

    /** The rows that are to come, in order. */
    List<Map<String, @Nullable Object>> rows(Map<String, @Nullable Object> config) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(FaultyRows.of(stream.id(), config));
        Object known = bookmark.get("replication_key");
        if (known != null && !known.equals(cursor)) {
            if (!has("other-key-without-warning")) {
                FaultyTap.log("WARNING", "the bookmark of " + stream.id() + " is by another key");
            }
            bookmark.keySet().removeAll(List.of("replication_key", "replication_key_value"));
        }
        if (cursor.isEmpty()) {
            Object last = has("restarts-full-tables") ? null : bookmark.get("last_pk_fetched");
            rows.removeIf(
                    row -> last != null && compare(row.get("id"), Tree.map(last).get("id")) <= 0);
            rows.sort(FaultyRows.by("id"));
            return rows;
        }
        Object start = cursor.equals("updated_at") && !has("ignores-start-date") ? config.get("start_date") : null;
        Object from = has("ignores-bookmarks") ? null : bookmark.getOrDefault("replication_key_value", start);
        int least = has("greater-only") ? 1 : 0;
        rows.removeIf(row -> from != null && row.get(cursor) != null && compare(row.get(cursor), from) < least);
        rows.removeIf(row -> row.get(cursor) == null && has("drops-null-cursors"));
        rows.sort(FaultyRows.by(cursor));
        return rows;
    }

    void reached(Map<String, @Nullable Object> row) {
        reached++;
        if (cursor.isEmpty()) {
            bookmark.put("last_pk_fetched", new LinkedHashMap<>(Map.of("id", String.valueOf(row.get("id")))));
            return;
        }
        Object value = row.get(cursor);
        if (value == null || has("first-bookmark-stays") && bookmark.get("replication_key_value") != null) {
            return;
        }
        bookmark.put("replication_key", cursor);
        boolean back = has("bookmark-goes-back") && reached % 20 == 0;
        bookmark.put("replication_key_value", back ? "2025-01-01T00:00:00Z" : value);
    }

    void ended() {
        if (!has("keeps-progress")) {
            bookmark.remove("last_pk_fetched");
        }
        if (has("bookmark-beyond") && !cursor.isEmpty()) {
            bookmark.put("replication_key_value", "2099-01-01T00:00:00Z");
        }
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        return Cursors.compare(String.valueOf(left), String.valueOf(right));
    }
}
