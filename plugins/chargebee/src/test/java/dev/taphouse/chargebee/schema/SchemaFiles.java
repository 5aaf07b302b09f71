package dev.taphouse.chargebee.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taphouse.chargebee.simulator.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Makes {@code schemas/<stream>.json}: the fields of the record, which the stream's {@code records_path} ends with, and
 * the key and cursor of the description.
 */
final class SchemaFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Facts facts;
    private final JsonNode description;

    SchemaFiles(Facts facts, Path description) throws IOException {
        this.facts = facts;
        this.description = JSON.readTree(Files.readString(description));
    }

    /** The text of each file by its name. */
    Map<String, String> texts() {
        Map<String, String> files = new TreeMap<>();
        for (JsonNode stream : description.path("streams")) {
            files.put(stream.path("name").asText() + ".json", text(schema(stream)));
        }
        return files;
    }

    private ObjectNode schema(JsonNode stream) {
        List<String> key = texts(stream, "primary_key");
        String cursor = stream.path("replication_key").asText();
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-04/schema#");
        schema.put("type", "object");
        key.forEach(schema.withArray("x-key-properties")::add);
        if (!cursor.isEmpty()) {
            schema.withArray("x-replication-keys").add(cursor);
            schema.put("x-replication-method", "INCREMENTAL");
        }
        schema.set("properties", properties(stream, key));
        return schema;
    }

    private ObjectNode properties(JsonNode stream, List<String> key) {
        Set<String> absent = new LinkedHashSet<>(key);
        stream.path("parent").path("include").fieldNames().forEachRemaining(absent::add);
        ObjectNode own = fields(facts.resource(record(stream)).path("fields"));
        ObjectNode all = JSON.createObjectNode();
        absent.forEach(field -> all.set(field, text()));
        all.setAll(own);
        key.forEach(field -> ((ObjectNode) all.path(field)).put("type", "string"));
        return all;
    }

    private static String record(JsonNode stream) {
        return stream.path("records_path").asText().replaceFirst(".*[.]", "");
    }

    private List<String> texts(JsonNode stream, String name) {
        JsonNode own = stream.has(name) ? stream : description.path("defaults");
        return StreamSupport.stream(own.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** With the name that every object of Chargebee's carries, though its libraries do not list it. */
    private ObjectNode fields(JsonNode fields) {
        ObjectNode properties = JSON.createObjectNode();
        fields.properties().forEach(field -> properties.set(field.getKey(), type(field.getValue())));
        properties.set("object", text());
        return properties;
    }

    private ObjectNode type(JsonNode type) {
        if (type.isTextual()) {
            return scalar(type.asText());
        }
        String kind = type.fieldNames().next();
        JsonNode of = type.get(kind);
        return switch (kind) {
            case "enum" -> text();
            case "deprecated" -> type(of);
            case "array" -> nullable("array").set("items", type(of));
            case "object" -> nullable("object").set("properties", fields(of));
            case "ref" ->
                nullable("object")
                        .set("properties", fields(facts.resource(of.asText()).path("fields")));
            default -> throw new IllegalArgumentException("there is no type '" + kind + "' in resources.json");
        };
    }

    private static ObjectNode scalar(String type) {
        return switch (type) {
            case "timestamp" -> text().put("format", "date-time");
            case "string", "integer", "number", "boolean", "object" -> nullable(type);
            case "any" -> JSON.createObjectNode();
            default -> throw new IllegalArgumentException("there is no type '" + type + "' in resources.json");
        };
    }

    private static ObjectNode text() {
        return nullable("string");
    }

    private static ObjectNode nullable(String type) {
        ObjectNode schema = JSON.createObjectNode();
        schema.withArray("type").add("null").add(type);
        return schema;
    }

    private static String text(JsonNode schema) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
