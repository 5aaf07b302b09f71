package dev.taphouse.host.catalog;

import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream as a catalog has it: what the user wants of it. Reads metadata, and also the older styles that orchestrators
 * still write: {@code selected} in the schema or on the stream, and names with underscores. Immutable.
 */
public final class CatalogStream {
    private final String id;
    private final Map<String, @Nullable Object> node;
    private final Map<List<String>, Map<String, @Nullable Object>> metadata;
    private final SelectionPatterns patterns;
    private final Map<String, @Nullable Object> schema;
    private final Map<String, @Nullable Object> properties;

    private CatalogStream(
            String id,
            Map<String, @Nullable Object> node,
            Map<List<String>, Map<String, @Nullable Object>> metadata,
            SelectionPatterns patterns) {
        this.id = id;
        this.node = node;
        this.metadata = metadata;
        this.patterns = patterns;
        this.schema = SchemaNodes.object(node.get("schema"));
        this.properties = SchemaNodes.object(schema.get("properties"));
    }

    /**
     * A stream's entry.
     *
     * @param id the {@code tap_stream_id}
     * @param node the entry, whole
     * @param metadata the metadata by breadcrumb
     */
    static CatalogStream of(
            String id, Map<String, @Nullable Object> node, Map<List<String>, Map<String, @Nullable Object>> metadata) {
        return new CatalogStream(id, node, metadata, SelectionPatterns.NONE);
    }

    /** The entry that a catalog made from the spec would have. */
    static CatalogStream of(StreamSpec spec) {
        List<String> problems = new ArrayList<>();
        return Catalog.stream(CatalogDocument.stream(spec, Map.of()), 0, problems)
                .orElseThrow();
    }

    /** The same with patterns that go before what it says itself. */
    CatalogStream under(SelectionPatterns over) {
        return new CatalogStream(id, node, metadata, over);
    }

    /** The {@code tap_stream_id}. */
    public String id() {
        return id;
    }

    /** The name targets are to see; the id unless the user gave a {@code stream_alias}. */
    public String alias() {
        return rootText("stream-alias")
                .or(() -> SchemaNodes.text(node.get("stream_alias")))
                .orElse(id);
    }

    /** Whether it is wanted: unsupported no, else what the user says, else the default. */
    public boolean isSelected() {
        Map<String, @Nullable Object> own = metadata(List.of());
        if ("unsupported".equals(own.get("inclusion"))) {
            return false;
        }
        return patterns.stream(id, own.get("unavailable") == null)
                .or(() -> SchemaNodes.flag(own.get("selected")))
                .or(() -> SchemaNodes.flag(node.get("selected")))
                .or(() -> SchemaNodes.flag(schema.get("selected")))
                .or(() -> SchemaNodes.flag(root("selected-by-default")))
                .orElse(false);
    }

    /** Whether a top-level property is wanted; yes, when nothing is said about it. */
    public boolean isSelected(String property) {
        return isSelected(List.of("properties", property), SchemaNodes.object(properties.get(property)));
    }

    /**
     * Whether a property of a wanted parent is wanted: unsupported no, automatic yes, else what the user says, else the
     * default, else yes.
     *
     * @param own what the catalog's schema has of it; may be empty
     */
    boolean isSelected(List<String> breadcrumb, Map<String, @Nullable Object> own) {
        Map<String, @Nullable Object> said = metadata(breadcrumb);
        Object inclusion = said.get("inclusion") == null ? own.get("inclusion") : said.get("inclusion");
        if ("unsupported".equals(inclusion)) {
            return false;
        }
        if ("automatic".equals(inclusion)) {
            return true;
        }
        return patterns.field(id, SchemaNodes.names(breadcrumb))
                .or(() -> SchemaNodes.flag(said.get("selected")))
                .or(() -> SchemaNodes.flag(own.get("selected")))
                .or(() -> SchemaNodes.flag(metadatum(breadcrumb, "selected-by-default")))
                .orElse(true);
    }

    /** Whether the catalog itself wants a property by {@code "selected": true}. */
    boolean isAskedFor(String property) {
        return SchemaNodes.flag(metadata(List.of("properties", property)).get("selected"))
                .orElse(false);
    }

    /** Whether the schema says which properties there are; one that does not leaves all to the source. */
    boolean hasProperties() {
        return !properties.isEmpty();
    }

    /** The names of the properties. */
    public Set<String> propertyNames() {
        return Collections.unmodifiableSet(properties.keySet());
    }

    /** The schema, whole; empty when it says nothing. */
    Map<String, @Nullable Object> schema() {
        return schema;
    }

    /** The schema of a property; empty when it says nothing. */
    Map<String, @Nullable Object> schema(String property) {
        return SchemaNodes.object(properties.get(property));
    }

    /** The breadcrumbs of metadata inside of top-level properties, by property. */
    Map<String, List<List<String>>> deepBreadcrumbs() {
        Map<String, List<List<String>>> deep = new LinkedHashMap<>();
        for (List<String> breadcrumb : metadata.keySet()) {
            if (breadcrumb.size() > 2) {
                deep.computeIfAbsent(breadcrumb.get(1), unused -> new ArrayList<>())
                        .add(breadcrumb);
            }
        }
        return deep;
    }

    /** The paths of all properties, at every depth, as names from the top. */
    List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        SchemaNodes.properties(List.of(), schema, (breadcrumb, unused) -> paths.add(SchemaNodes.names(breadcrumb)));
        return paths;
    }

    /** The method the user chose; empty when none was. */
    public Optional<String> replicationMethod() {
        return rootText("replication-method").or(() -> SchemaNodes.text(node.get("replication_method")));
    }

    /** The method that the catalog forces. */
    Optional<String> forcedMethod() {
        return rootText("forced-replication-method").or(() -> SchemaNodes.text(node.get("forced_replication_method")));
    }

    /** The cursor the user chose. */
    public Optional<String> replicationKey() {
        return rootText("replication-key")
                .or(() -> SchemaNodes.text(node.get("replication_key")))
                .or(() -> SchemaNodes.texts(node.get("bookmark_properties")).stream()
                        .findFirst());
    }

    /** The key that the catalog declares, and by which keyword; empty when it declares none. */
    Optional<DeclaredKey> key() {
        return declared("view-key-properties", root("view-key-properties"))
                .or(() -> declared("table-key-properties", root("table-key-properties")))
                .or(() -> declared("key_properties", node.get("key_properties")))
                .or(() -> declared("table_key_properties", node.get("table_key_properties")));
    }

    private static Optional<DeclaredKey> declared(String keyword, @Nullable Object value) {
        List<String> names = SchemaNodes.texts(value);
        return names.isEmpty() ? Optional.empty() : Optional.of(new DeclaredKey(keyword, names));
    }

    /** Whether fields that are new at the source are to be read. */
    boolean addsNewFields() {
        return SchemaNodes.flag(root("auto-add-new-fields"))
                .or(() -> SchemaNodes.flag(node.get("auto_add_new_fields")))
                .orElse(false);
    }

    /** The database's name of a property's type, as it was when the catalog was made. */
    Optional<String> nativeType(String property) {
        return SchemaNodes.text(metadatum(List.of("properties", property), "sql-datatype"));
    }

    private Optional<String> rootText(String name) {
        return SchemaNodes.text(root(name));
    }

    private @Nullable Object root(String name) {
        return metadatum(List.of(), name);
    }

    /** A metadata keyword, in its own spelling or with underscores. */
    private @Nullable Object metadatum(List<String> breadcrumb, String name) {
        Map<String, @Nullable Object> own = metadata(breadcrumb);
        Object value = own.get(name);
        return value == null ? own.get(name.replace('-', '_')) : value;
    }

    private Map<String, @Nullable Object> metadata(List<String> breadcrumb) {
        Map<String, @Nullable Object> own = metadata.get(breadcrumb);
        return own == null ? new LinkedHashMap<>() : own;
    }

    /**
     * A key that a catalog declares.
     *
     * @param keyword where
     * @param names the fields
     */
    record DeclaredKey(String keyword, List<String> names) {}
}
