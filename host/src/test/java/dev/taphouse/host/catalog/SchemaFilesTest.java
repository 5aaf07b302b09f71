package dev.taphouse.host.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.schema.SchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plugin's schema files as the streams they describe. */
class SchemaFilesTest {
    @TempDir
    Path folder;

    @Test
    void folderThatIsNotThereHasNoStreams() {
        assertThat(SchemaFiles.read("p", folder.resolve("none")).specs()).isEmpty();
    }

    @Test
    void fileIsAStreamWithKeysAndCursors() throws IOException {
        write("b", "{\"properties\":{\"id\":{\"type\":\"integer\"}}}");
        write("a", """
                {"type":"object","x-key-properties":["id"],"x-replication-keys":["at","id"],
                 "x-replication-method":"INCREMENTAL",
                 "properties":{"id":{"type":"integer"},"at":{"type":["null","string"],"format":"date-time"}}}""");
        SchemaFiles files = SchemaFiles.read("p", folder);
        assertThat(files.specs().keySet()).containsExactly("a", "b");
        StreamSpec a = files.specs().getOrDefault("a", StreamSpec.of("none"));
        assertThat(a.keys()).containsExactly("id");
        assertThat(a.cursors()).containsExactly("at", "id");
        assertThat(a.defaultCursor()).containsExactly("at");
        assertThat(a.fields()).containsExactly(Field.of("id", Type.INTEGER).notNull(), Field.of("at", Type.INSTANT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"boolean"}                                            | BOOL not null
            {"type":["null","number"]}                                    | DECIMAL
            {"type":["integer","number"]}                                 | DECIMAL not null
            {"type":"integer","minimum":-32768,"maximum":32767}           | INT16 not null
            {"type":"integer","minimum":0,"maximum":65535}                | INT32 not null
            {"type":"integer","minimum":0,"maximum":18446744073709551615} | INTEGER not null
            {"type":"string","maxLength":5}                               | text(5) not null
            {"type":"string","format":"date"}                             | DATE not null
            {"type":"string","format":"time"}                             | TIME not null
            {"type":"string","format":"uuid"}                             | UUID not null
            {"type":"string","format":"email"}                            | TEXT not null
            {"type":"string","contentEncoding":"base16"}                  | BYTES not null
            {"type":["string","integer","null"]}                          | JSON
            {}                                                            | JSON
            {"type":"array"}                                              | list(JSON) not null
            {"type":"array","items":{"type":["null","integer"]}}          | list(INTEGER) not null
            {"type":"object"}                                             | object() not null
            {"$ref":"#/definitions/money"}                                | DECIMAL not null
            {"anyOf":[{"type":"null"},{"$ref":"#/definitions/money"}]}    | DECIMAL
            {"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]} | INSTANT
            {"anyOf":[{"type":"string"},{"type":"integer"}]}              | JSON not null
            {"anyOf":[{},{"type":"null"}]}                                | JSON
            {"type":"object","properties":{"m":{"$ref":"#/definitions/mon~1ey"}}} | object(m) not null
            """)
    void typesAreRead(String schema, String type) throws IOException {
        write(
                "s",
                "{\"definitions\":{\"money\":{\"type\":\"number\"},\"mon/ey\":{\"type\":\"number\"}},"
                        + "\"properties\":{\"f\":" + schema + "}}");
        SchemaFiles files = SchemaFiles.read("p", folder);
        Field field =
                files.specs().getOrDefault("s", StreamSpec.of("none")).fields().get(0);
        assertThat(field).hasToString("f " + type);
        Map<String, Object> emitted = files.schemas().getOrDefault(field, Map.of());
        assertThat(Json.text(emitted)).doesNotContain("$ref", "anyOf");
        assertThat(SchemaValidator.of(emitted).violations(null).isEmpty()).isEqualTo(field.nullable());
    }

    @Test
    void whatATypeCannotSayIsEmittedAsInTheFile() throws IOException {
        write("s", """
                {"properties":{
                  "state":{"type":["null","string"],"enum":["a","b",null],"description":"which"},
                  "code":{"type":"string","pattern":"^x"},
                  "o":{"type":"object","required":["n"],"properties":{"n":{"type":"integer"}}}}}""");
        SchemaFiles files = SchemaFiles.read("p", folder);
        List<Field> fields =
                files.specs().getOrDefault("s", StreamSpec.of("none")).fields();
        assertThat(fields.get(0).comment()).contains("which");
        assertThat(Json.text(files.schemas().get(fields.get(0))))
                .isEqualTo("{\"type\":[\"string\",\"null\"],\"enum\":[\"a\",\"b\",null],\"description\":\"which\"}");
        assertThat(Json.text(files.schemas().get(fields.get(1)))).contains("\"pattern\":\"^x\"");
        assertThat(Json.text(files.schemas().get(fields.get(2)))).contains("\"required\":[\"n\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                             | describes no stream: it has no 'properties'
            {"properties":[]}                              | describes no stream: it has no 'properties'
            {"properties":{"f":{"type":"money"}}}          | describes no stream: type [money] is not one of JSON Schema's
            {"properties":{"f":{"$ref":"http://x/y"}}}     | describes no stream: $ref 'http://x/y' is not inside the file
            {"properties":{"f":{"$ref":"#/none"}}}         | describes no stream: $ref '#/none' leads nowhere
            {"properties":{"f":{"$ref":"#/properties/f"}}} | describes no stream: $ref '#/properties/f' refers to itself
            {"properties":{"f":{"type":"array","items":{"$ref":"#/properties/f"}}}} | refers to itself
            {"x-key-properties":["no"],"properties":{"f":{}}} | stream 's' has no field 'no' for its key; it has [f]
            {"x-key-properties":"f","properties":{"f":{}}} | x-key-properties is not a list of names
            {"x-replication-method":"INCREMENTAL","properties":{"f":{}}} | x-replication-method is INCREMENTAL without x-replication-keys
            [1]                                            | holds a list and not an object
            {"properties":                                 | is not JSON
            """)
    void filesThatAreNoStreamAreRefused(String text, String message) throws IOException {
        write("s", text);
        assertThatThrownBy(() -> SchemaFiles.read("p", folder))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("plugin 'p': ")
                .hasMessageContaining("s.json")
                .hasMessageContaining(message)
                .extracting(e -> ((Failure) e).exitCode())
                .isEqualTo(ExitCode.PLUGIN);
    }

    @Test
    void catalogDocumentIsTheSameByteForByte() throws IOException {
        write(
                "a",
                "{\"x-key-properties\":[\"id\"],\"properties\":{\"id\":{\"type\":\"integer\"},\"o\":{\"type\":"
                        + "\"object\",\"properties\":{\"n\":{\"type\":\"string\"}}}}}");
        String first = document();
        assertThat(document()).isEqualTo(first);
        assertThat(first)
                .contains("\"breadcrumb\":[\"properties\",\"o\",\"properties\",\"n\"]")
                .contains("\"selected-by-default\":true")
                .doesNotContain("\"selected\"");
        assertThat(SchemaValidator.named("catalog").violations(CatalogStreamTest.object(first)))
                .isEmpty();
        Catalog back = Catalog.of(CatalogStreamTest.object(first), "c.json");
        assertThat(back.selected())
                .as("a discovered catalog handed back syncs everything")
                .hasSize(1);
    }

    private String document() {
        SchemaFiles files = SchemaFiles.read("p", folder);
        return Json.text(CatalogDocument.of(List.copyOf(files.specs().values()), files.schemas()));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), text);
    }
}
