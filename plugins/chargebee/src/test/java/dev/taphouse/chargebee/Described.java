package dev.taphouse.chargebee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A stream of the description.
 *
 * @param name of the stream
 * @param record which of the site's records it has
 * @param path below the base URL
 * @param parent the stream of its parents
 * @param cursor its replication key
 */
record Described(String name, String record, String path, Optional<String> parent, Optional<String> cursor) {

    /** All, in the order of the description. */
    static List<Described> all() {
        try {
            JsonNode description = new ObjectMapper()
                    .readTree(Files.readString(Path.of("src/main/resources/dev/taphouse/chargebee/api.json")));
            return StreamSupport.stream(description.path("streams").spliterator(), false)
                    .map(Described::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a product catalog. */
    static List<Described> of(String catalog) {
        return all().stream()
                .filter(stream -> Fixture.facts()
                        .catalog(stream.path())
                        .filter(in -> in.equals("both") || in.equals(catalog))
                        .isPresent())
                .toList();
    }

    private static Described of(JsonNode stream) {
        return new Described(
                stream.path("name").asText(),
                stream.path("records_path").asText().replaceFirst(".*[.]", ""),
                stream.path("path").asText(),
                text(stream.path("parent").path("stream")),
                text(stream.path("replication_key")));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
