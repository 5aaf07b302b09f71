package dev.taphouse.host.catalog;

import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream as a catalog has it: what the user wants of it. Reads metadata, and also the older styles that orchestrators
 * still write: {@code selected} in the schema or on the stream, and names with underscores.
 *
 * @param id the {@code tap_stream_id}
 * @param node the stream's entry, whole
 * @param metadata the metadata by breadcrumb
 */
public record CatalogStream(
        String id, Map<String, @Nullable Object> node, Map<List<String>, Map<String, @Nullable Object>> metadata) {

    /** Whether it is wanted: unsupported no, automatic yes, else what the user says, else the default. */
    public boolean isSelected() {
        return wanted(List.of(), schema()).orElse(false);
    }

    /** Whether a top-level property is wanted; yes, when nothing is said about it. */
    public boolean isSelected(String property) {
        return wanted(List.of("properties", property), properties().get(property))
                .orElse(true);
    }

    /** The names of the properties. */
    public Set<String> propertyNames() {
        return properties().keySet();
    }

    /** The method the user chose; empty when none was. A forced one wins. */
    public Optional<String> replicationMethod() {
        return rootText("forced-replication-method")
                .or(() -> rootText("replication-method"))
                .or(() -> text(node.get("replication_method")));
    }

    /** The cursor the user chose. */
    public Optional<String> replicationKey() {
        return rootText("replication-key").or(() -> text(node.get("replication_key")));
    }

    /** The key the user declared for a view. */
    public List<String> viewKeys() {
        return root("view-key-properties") instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    private Optional<Boolean> wanted(List<String> breadcrumb, @Nullable Object schema) {
        Map<String, @Nullable Object> own = metadata.getOrDefault(breadcrumb, Map.of());
        String inclusion = text(own.get("inclusion")).orElse("available");
        if (inclusion.equals("unsupported")) {
            return Optional.of(false);
        }
        if (inclusion.equals("automatic") && !breadcrumb.isEmpty()) {
            return Optional.of(true);
        }
        return flag(own.get("selected"))
                .or(() -> breadcrumb.isEmpty() ? flag(node.get("selected")) : Optional.empty())
                .or(() -> schema instanceof Map<?, ?> map ? flag(map.get("selected")) : Optional.empty())
                .or(() -> flag(metadatum(breadcrumb, "selected-by-default")));
    }

    private Optional<String> rootText(String name) {
        return text(root(name));
    }

    private @Nullable Object root(String name) {
        return metadatum(List.of(), name);
    }

    /** A metadata keyword, in its own spelling or with underscores. */
    private @Nullable Object metadatum(List<String> breadcrumb, String name) {
        Map<String, @Nullable Object> own = metadata.getOrDefault(breadcrumb, Map.of());
        Object value = own.get(name);
        return value == null ? own.get(name.replace('-', '_')) : value;
    }

    private @Nullable Object schema() {
        return node.get("schema");
    }

    private Map<String, @Nullable Object> properties() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        if (schema() instanceof Map<?, ?> schema && schema.get("properties") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> properties.put(String.valueOf(name), value));
        }
        return properties;
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** A boolean, also as the text that some write. */
    private static Optional<Boolean> flag(@Nullable Object value) {
        if (value instanceof String text) {
            return switch (text) {
                case "true", "True" -> Optional.of(true);
                case "false", "False" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The stream that a catalog made from the spec would have. */
    static CatalogStream of(StreamSpec spec) {
        List<String> problems = new ArrayList<>();
        return Catalog.stream(CatalogDocument.stream(spec, Map.of()), 0, problems)
                .orElseThrow();
    }
}
