package dev.taphouse.host.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user's catalog selects, in all the styles it may be written in. */
class CatalogStreamTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                  | {}                   | {}                 | false
            {"selected":true}                                   | {}                   | {}                 | true
            {"selected":false}                                  | {"selected":true}    | {"selected":true}  | false
            {"selected":null}                                   | {"selected":true}    | {}                 | true
            {}                                                  | {"selected":true}    | {}                 | true
            {}                                                  | {}                   | {"selected":true}  | true
            {}                                                  | {"selected":false}   | {"selected":true}  | false
            {"selected-by-default":true}                        | {}                   | {}                 | true
            {"selected_by_default":true}                        | {}                   | {}                 | true
            {"selected-by-default":true}                        | {"selected":false}   | {}                 | false
            {"selected-by-default":true,"selected":false}       | {}                   | {}                 | false
            {"inclusion":"unsupported","selected":true}         | {}                   | {}                 | false
            {"inclusion":"automatic"}                           | {}                   | {}                 | false
            {"inclusion":"available","selected":"true"}         | {}                   | {}                 | true
            {"selected":"False","selected-by-default":true}     | {}                   | {}                 | false
            """)
    void streamIsSelected(String metadata, String node, String schema, boolean selected) {
        CatalogStream stream = stream(node, schema, "{\"breadcrumb\":[],\"metadata\":" + metadata + "}");
        assertThat(stream.isSelected()).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                             | {}                  | true
            {"selected":false}                             | {}                  | false
            {"selected":false,"inclusion":"automatic"}     | {}                  | true
            {"selected":true,"inclusion":"unsupported"}    | {}                  | false
            {"selected-by-default":false}                  | {}                  | false
            {"selected-by-default":false,"selected":true}  | {}                  | true
            {}                                             | {"selected":false}  | false
            {"selected":true}                              | {"selected":false}  | true
            {"selected":null}                              | {}                  | true
            """)
    void propertyIsSelected(String metadata, String property, boolean selected) {
        CatalogStream stream = stream(
                "{}",
                "{\"properties\":{\"p\":" + property + "}}",
                "{\"breadcrumb\":[\"properties\",\"p\"],\"metadata\":" + metadata + "}");
        assertThat(stream.isSelected("p")).isEqualTo(selected);
        assertThat(stream.isSelected("never seen")).isTrue();
    }

    @Test
    void methodAndKeyMayStandInMetadataOrOnTheStream() {
        CatalogStream old = stream("{\"replication_method\":\"INCREMENTAL\",\"replication_key\":\"at\"}", "{}", "");
        assertThat(old.replicationMethod()).contains("INCREMENTAL");
        assertThat(old.replicationKey()).contains("at");
        CatalogStream forced = stream(
                "{\"replication_method\":\"INCREMENTAL\"}",
                "{}",
                "{\"breadcrumb\":[],\"metadata\":{\"replication-method\":\"LOG_BASED\",\"replication-key\":\"id\","
                        + "\"forced-replication-method\":\"FULL_TABLE\",\"view-key-properties\":[\"a\",\"b\"]}}");
        assertThat(forced.replicationMethod()).contains("LOG_BASED");
        assertThat(forced.forcedMethod()).contains("FULL_TABLE");
        assertThat(forced.replicationKey()).contains("id");
        assertThat(forced.key()).contains(new CatalogStream.DeclaredKey("view-key-properties", List.of("a", "b")));
    }

    @Test
    void catalogTellsAllItsProblemsAtOnce() {
        String document = "{\"streams\":[5,{},{\"tap_stream_id\":\"a\",\"schema\":{}},{\"stream\":\"a\",\"schema\":{}},"
                + "{\"tap_stream_id\":\"b\"},{\"stream\":\"c\",\"schema\":{},\"metadata\":[{\"breadcrumb\":\"x\"}]}]}";
        assertThatThrownBy(() -> Catalog.of(object(document), "c.json"))
                .isInstanceOf(Failure.class)
                .hasMessage(String.join(
                        "\n",
                        "catalog 'c.json': streams[0] is not an object",
                        "catalog 'c.json': streams[1] has no 'tap_stream_id'",
                        "catalog 'c.json': stream 'a' is there twice",
                        "catalog 'c.json': stream 'b' has no 'schema'",
                        "catalog 'c.json': stream 'c': an entry of 'metadata' has no 'breadcrumb' or 'metadata'"))
                .extracting(e -> ((Failure) e).exitCode())
                .isEqualTo(ExitCode.INPUT);
        assertThatThrownBy(() -> Catalog.of(Map.of(), "c.json"))
                .hasMessage("catalog 'c.json': it has no list 'streams'; make one with --discover");
    }

    private static CatalogStream stream(String node, String schema, String metadata) {
        Map<String, @Nullable Object> entry = object(node);
        entry.put("tap_stream_id", "s");
        entry.put("schema", object(schema));
        entry.put("metadata", Json.read("[" + metadata + "]"));
        return Catalog.of(object("{\"streams\":[" + Json.text(entry) + "]}"), "c.json")
                .streams()
                .get(0);
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    static Map<String, @Nullable Object> object(String document) {
        Object parsed = Json.read(document);
        return parsed == null ? Map.of() : (Map<String, @Nullable Object>) parsed;
    }
}
