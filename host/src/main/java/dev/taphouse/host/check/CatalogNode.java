package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a catalog, to read and to change.
 *
 * @param node the entry itself
 */
record CatalogNode(Map<String, @Nullable Object> node) {

    String id() {
        return Tree.text(node.get("tap_stream_id"));
    }

    /** The name in messages. */
    String name() {
        return Tree.text(node.get("stream"));
    }

    Map<String, @Nullable Object> schema() {
        return Tree.map(node.get("schema"));
    }

    Map<String, @Nullable Object> properties() {
        return Tree.map(schema().get("properties"));
    }

    Map<String, @Nullable Object> property(String name) {
        return Tree.map(properties().get(name));
    }

    /** The entries of the metadata, which may be changed. */
    List<Map<String, @Nullable Object>> entries() {
        return Tree.list(node.get("metadata")).stream().map(Tree::map).toList();
    }

    static List<String> breadcrumb(Map<String, @Nullable Object> entry) {
        return Tree.texts(entry.get("breadcrumb"));
    }

    /** The metadata at a breadcrumb; empty when there is none. */
    Optional<Map<String, @Nullable Object>> find(List<String> breadcrumb) {
        return entries().stream()
                .filter(entry -> breadcrumb(entry).equals(breadcrumb))
                .map(entry -> Tree.map(entry.get("metadata")))
                .findFirst();
    }

    /** The metadata at a breadcrumb, made if there is none. */
    Map<String, @Nullable Object> metadata(List<String> breadcrumb) {
        return find(breadcrumb).orElseGet(() -> {
            Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("breadcrumb", new ArrayList<>(breadcrumb));
            entry.put("metadata", metadata);
            Object entries = node.computeIfAbsent("metadata", key -> new ArrayList<>());
            Tree.list(entries).add(entry);
            return metadata;
        });
    }

    Map<String, @Nullable Object> root() {
        return metadata(List.of());
    }

    Map<String, @Nullable Object> ofProperty(String name) {
        return metadata(List.of("properties", name));
    }

    String inclusion(String property) {
        return find(List.of("properties", property))
                .map(metadata -> Tree.text(metadata.get("inclusion")))
                .orElse("");
    }

    /** The top-level properties of an inclusion. */
    List<String> propertiesThatAre(String inclusion) {
        return properties().keySet().stream()
                .filter(name -> inclusion(name).equals(inclusion))
                .toList();
    }

    List<String> keys() {
        return Tree.texts(root().get("table-key-properties"));
    }

    List<String> cursors() {
        return Tree.texts(root().get("valid-replication-keys"));
    }

    boolean isView() {
        return Boolean.TRUE.equals(root().get("is-view"));
    }

    /** Takes a property away, as if the source had got it later. */
    void drop(String property) {
        properties().remove(property);
        Tree.list(node.get("metadata")).removeIf(entry -> {
            List<String> breadcrumb = breadcrumb(Tree.map(entry));
            return breadcrumb.size() > 1 && breadcrumb.get(1).equals(property);
        });
    }

    /** A property that can be left out, without harm to key and cursor; empty when there is none. */
    Optional<String> optional() {
        Set<String> needed = Set.copyOf(cursors());
        List<String> available = propertiesThatAre("available");
        return available.stream()
                .filter(name -> !needed.contains(name))
                .findFirst()
                .or(() -> available.stream().findFirst());
    }
}
