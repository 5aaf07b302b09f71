package dev.taphouse.chargebee.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.chargebee.simulator.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaFilesTest {
    private static final Path DESCRIPTION = Path.of("src/main/resources/dev/taphouse/chargebee/api.json");
    private static final Path FOLDER = Path.of("schemas");

    /** {@code data/generate} sets the property. */
    @Test
    void theSchemasAreThoseOfTheData() throws IOException {
        Map<String, String> made = new SchemaFiles(Facts.load(), DESCRIPTION).texts();
        if (Boolean.getBoolean("schemas.write")) {
            write(made);
        }
        Map<String, String> committed = committed();
        assertThat(committed.keySet())
                .as("the files in schemas/, which data/generate makes")
                .isEqualTo(made.keySet());
        made.forEach((name, text) -> assertThat(committed.get(name))
                .as("schemas/" + name + ", which data/generate makes")
                .isEqualTo(text));
    }

    private static void write(Map<String, String> made) throws IOException {
        for (String name : committed().keySet()) {
            Files.delete(FOLDER.resolve(name));
        }
        for (Map.Entry<String, String> file : made.entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
