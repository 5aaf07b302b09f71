package dev.taphouse.host.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each schema against the documents in {@code schemas-good-bad/<schema>/}. */
class SchemasTest {
    private static final List<String> SCHEMAS = List.of(
            "catalog",
            "config",
            "message-activate-version",
            "message-record",
            "message-schema",
            "message-state",
            "plugin-descriptor",
            "run-report",
            "state",
            "stream");

    @TestFactory
    Stream<DynamicTest> acceptsGoodDocuments() {
        return SCHEMAS.stream()
                .flatMap(schema -> files(schema, "good")
                        .map(file -> DynamicTest.dynamicTest(
                                schema + " " + file.getFileName(),
                                () -> assertThat(SchemaValidator.named(schema).violations(json(file)))
                                        .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> refusesBadDocumentsInWords() {
        return SCHEMAS.stream()
                .flatMap(schema -> files(schema, "bad")
                        .map(file -> DynamicTest.dynamicTest(schema + " " + file.getFileName(), () -> {
                            Map<?, ?> test = (Map<?, ?>) Objects.requireNonNull(json(file));
                            List<?> expected = (List<?>) Objects.requireNonNull(test.get("violations"));
                            assertThat(SchemaValidator.named(schema).violations(test.get("document")))
                                    .extracting(violation -> (Object) violation.toString())
                                    .containsExactlyInAnyOrderElementsOf(expected);
                        })));
    }

    @Test
    void everySchemaHasTitleAndDescriptionAndIsTested() throws Exception {
        try (Stream<Path> files =
                Files.list(Path.of(url("/dev/taphouse/schemas").toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(SCHEMAS);
        }
        for (String schema : SCHEMAS) {
            Map<String, ?> document = SchemaValidator.document(schema);
            assertThat(document).as(schema).containsKeys("title", "description");
            assertThat(document.get("$schema")).isEqualTo("http://json-schema.org/draft-04/schema#");
        }
    }

    private static Stream<Path> files(String schema, String verdict) {
        try (Stream<Path> files = Files.list(
                Path.of(url("schemas-good-bad/" + schema + "/" + verdict).toURI()))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(String name) {
        return Objects.requireNonNull(SchemasTest.class.getResource(name), name);
    }

    private static @Nullable Object json(Path file) throws IOException {
        return Json.read(Files.readString(file));
    }
}
