package dev.taphouse.host.catalog;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.protocol.JsonSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalog that {@code --discover} prints: one document for the same source, byte for byte. */
public final class CatalogDocument {
    private CatalogDocument() {}

    /**
     * The catalog of these streams.
     *
     * @param schemas the JSON Schema of a field, where it is not derived from its type alone
     */
    public static Map<String, Object> of(List<StreamSpec> specs, Map<Field, Map<String, Object>> schemas) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "streams", specs.stream().map(spec -> stream(spec, schemas)).toList());
        return document;
    }

    static Map<String, Object> stream(StreamSpec spec, Map<Field, Map<String, Object>> schemas) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("tap_stream_id", spec.name());
        node.put("stream", spec.name());
        Map<String, Object> properties = properties(spec, schemas);
        node.put("schema", JsonSchemas.object(properties));
        node.put("metadata", metadata(spec, properties));
        return node;
    }

    private static Map<String, Object> properties(StreamSpec spec, Map<Field, Map<String, Object>> schemas) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Field field : spec.fields()) {
            Map<String, Object> own = schemas.get(field);
            properties.put(field.name(), own == null ? JsonSchemas.of(field) : own);
        }
        return properties;
    }

    private static List<Map<String, Object>> metadata(StreamSpec spec, Map<String, Object> properties) {
        List<Map<String, Object>> entries = new ArrayList<>();
        entries.add(entry(List.of(), root(spec)));
        for (Field field : spec.fields()) {
            List<String> breadcrumb = List.of("properties", field.name());
            entries.add(entry(breadcrumb, property(spec, field)));
            SchemaNodes.properties(
                    breadcrumb,
                    SchemaNodes.object(properties.get(field.name())),
                    (below, unused) -> entries.add(entry(below, Map.of("inclusion", "available"))));
        }
        return entries;
    }

    private static Map<String, Object> root(StreamSpec spec) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("inclusion", "available");
        root.put("selected-by-default", spec.unavailable().isEmpty());
        root.put("table-key-properties", spec.keys());
        root.put("valid-replication-keys", spec.cursors());
        if (!spec.defaultCursor().isEmpty()) {
            root.put("replication-method", StreamSpec.Method.INCREMENTAL.name());
            root.put("replication-key", spec.defaultCursor().get(0));
        }
        spec.unavailable().ifPresent(why -> root.put("unavailable", String.valueOf(why.getMessage())));
        root.putAll(spec.metadata());
        return root;
    }

    private static Map<String, Object> property(StreamSpec spec, Field field) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        boolean automatic = field.isAutomatic()
                || spec.keys().contains(field.name())
                || spec.defaultCursor().contains(field.name());
        String inclusion = automatic ? "automatic" : "available";
        metadata.put("inclusion", field.unsupportedReason().isPresent() ? "unsupported" : inclusion);
        field.unsupportedReason().ifPresent(why -> metadata.put("unsupported-reason", why));
        field.nativeType().ifPresent(name -> metadata.put("sql-datatype", name));
        return metadata;
    }

    private static Map<String, Object> entry(List<String> breadcrumb, Map<String, Object> metadata) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("breadcrumb", breadcrumb);
        entry.put("metadata", metadata);
        return entry;
    }
}
