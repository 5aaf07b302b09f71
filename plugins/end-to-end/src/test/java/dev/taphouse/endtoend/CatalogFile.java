package dev.taphouse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A catalog, changed as users and orchestrators change it: by metadata. */
final class CatalogFile {
    private final Path file;
    private final JsonNode document;

    CatalogFile(Path file, String text) {
        this.file = file;
        this.document = Json.parse(text);
    }

    List<String> streams() {
        List<String> streams = new ArrayList<>();
        document.path("streams")
                .forEach(stream -> streams.add(stream.path("tap_stream_id").asText()));
        return streams;
    }

    /** A property's JSON Schema. */
    JsonNode property(String stream, String field) {
        return stream(stream).path("schema").path("properties").path(field);
    }

    CatalogFile deselect(String stream) {
        root(stream).put("selected", false);
        return this;
    }

    CatalogFile deselect(String stream, String field) {
        metadata(stream, "/properties/" + field).put("selected", false);
        return this;
    }

    CatalogFile only(String... streams) {
        List<String> wanted = List.of(streams);
        streams().forEach(stream -> root(stream).put("selected", wanted.contains(stream)));
        return this;
    }

    CatalogFile incremental(String stream, String cursor) {
        root(stream).put("replication-method", "INCREMENTAL").put("replication-key", cursor);
        return this;
    }

    /** The metadata of the stream itself. */
    ObjectNode root(String stream) {
        return metadata(stream, "");
    }

    private ObjectNode metadata(String stream, String breadcrumb) {
        for (JsonNode entry : stream(stream).path("metadata")) {
            StringBuilder path = new StringBuilder();
            entry.path("breadcrumb").forEach(step -> path.append('/').append(step.asText()));
            if (path.toString().equals(breadcrumb)) {
                return (ObjectNode) entry.path("metadata");
            }
        }
        throw new AssertionError("the catalog has no metadata '" + breadcrumb + "' of " + stream);
    }

    private JsonNode stream(String name) {
        for (JsonNode stream : document.path("streams")) {
            if (stream.path("tap_stream_id").asText().equals(name)) {
                return stream;
            }
        }
        throw new AssertionError("the catalog has no stream " + name + " but " + streams());
    }

    Path write() {
        return Json.write(file, document);
    }
}
