package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A catalog as a user or an orchestrator edits it. Changes itself. */
final class CatalogEdit {
    private final Map<String, @Nullable Object> document;

    private CatalogEdit(Map<String, @Nullable Object> document) {
        this.document = document;
    }

    /** A copy of a catalog to work on. */
    static CatalogEdit of(Map<String, @Nullable Object> document) {
        return new CatalogEdit(Tree.copy(document));
    }

    Map<String, @Nullable Object> document() {
        return document;
    }

    /** The streams, to read and to change. */
    List<CatalogNode> streams() {
        return Tree.list(document.get("streams")).stream()
                .map(each -> new CatalogNode(Tree.map(each)))
                .toList();
    }

    /** The streams that can be read. */
    List<CatalogNode> readable() {
        return streams().stream()
                .filter(stream -> !stream.root().containsKey("unavailable"))
                .filter(stream -> !"unsupported".equals(stream.root().get("inclusion")))
                .toList();
    }

    CatalogNode stream(String id) {
        return streams().stream()
                .filter(stream -> stream.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stream " + id));
    }

    /** The first readable stream; a check that needs one cannot be made without. */
    CatalogNode first() {
        return readable().stream()
                .findFirst()
                .orElseThrow(() -> Unusable.notApplicable("the tap has no stream that can be read"));
    }

    CatalogEdit each(Consumer<CatalogNode> change) {
        streams().forEach(change);
        return this;
    }

    /** Selects every readable stream with all its properties, as Meltano does. */
    CatalogEdit selectAll() {
        List<String> readable = readable().stream().map(CatalogNode::id).toList();
        return each(stream -> {
            stream.root().put("selected", readable.contains(stream.id()));
            for (Map<String, @Nullable Object> entry : stream.entries()) {
                Map<String, @Nullable Object> metadata = Tree.map(entry.get("metadata"));
                if ("available".equals(metadata.get("inclusion"))
                        && !Tree.list(entry.get("breadcrumb")).isEmpty()) {
                    metadata.put("selected", true);
                }
            }
        });
    }

    CatalogEdit fullTable() {
        return each(stream -> {
            stream.root().put("replication-method", "FULL_TABLE");
            stream.root().remove("replication-key");
        });
    }

    CatalogEdit incremental(String id, String key) {
        Map<String, @Nullable Object> root = stream(id).root();
        root.put("replication-method", "INCREMENTAL");
        root.put("replication-key", key);
        return this;
    }

    /** Leaves one stream selected alone. */
    CatalogEdit only(String id) {
        return each(stream -> stream.root().put("selected", stream.id().equals(id)));
    }

    /** Adds a stream that the source does not have. */
    CatalogEdit addStream(String id) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", new LinkedHashMap<>(Map.of("id", new LinkedHashMap<>(Map.of("type", "integer")))));
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("tap_stream_id", id);
        node.put("stream", id);
        node.put("schema", schema);
        node.put("metadata", new ArrayList<>());
        CatalogNode added = new CatalogNode(node);
        added.metadata(List.of()).put("selected", true);
        added.metadata(List.of("properties", "id")).put("inclusion", "available");
        Tree.list(document.get("streams")).add(node);
        return this;
    }
}
