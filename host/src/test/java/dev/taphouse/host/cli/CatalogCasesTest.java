package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.json.Json;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs a real plugin by catalogs, patterns and policies: {@code catalog-cases.json} says what each leads to. All streams
 * are of one shape and written in three ways, so that each case holds for every way.
 */
final class CatalogCasesTest {
    @TempDir
    static Path folder;

    private static Shop shop;
    private static Map<String, @Nullable Object> discovered;

    @BeforeAll
    static void install() {
        shop = Shop.in(folder);
        discovered = shop.catalog();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void leadsToWhatTheTableSays(String name, Case expected) {
        String catalog = shop.file("catalog.json", expected.catalog(discovered)).toString();
        List<String> args = new ArrayList<>(List.of("--catalog", catalog));
        args.addAll(expected.texts("args"));

        Shop.Outcome outcome = shop.run(expected.object("config"), args.toArray(String[]::new));

        assertThat(outcome.code()).as(outcome.stderr()).isEqualTo(expected.exit());
        expected.texts("stderr").forEach(text -> assertThat(outcome.stderr()).contains(text));
        for (String stream : Shop.STREAMS) {
            if (expected.isSilent()) {
                assertThat(outcome.messages("SCHEMA", stream)).isEmpty();
                assertThat(outcome.messages("RECORD", stream)).isEmpty();
            } else if (expected.given().containsKey("record")
                    && !expected.texts("except").contains(stream)) {
                requireMessages(outcome, stream, expected);
            }
        }
    }

    private static void requireMessages(Shop.Outcome outcome, String stream, Case expected) {
        Map<String, @Nullable Object> announced = one(outcome.messages("SCHEMA", stream));
        Map<String, Object> properties = object(object(announced.get("schema")).get("properties"));
        Map<String, Object> record =
                object(one(outcome.messages("RECORD", stream)).get("record"));

        assertThat(Json.text(record)).isEqualTo(Json.text(expected.object("record")));
        assertThat(properties.keySet()).as(stream).containsExactlyElementsOf(record.keySet());
        expected.object("schemas")
                .forEach((field, schema) ->
                        assertThat(properties.get(field)).as(field).isEqualTo(schema));
        if (expected.given().containsKey("keys")) {
            assertThat(announced.get("key_properties"))
                    .isEqualTo(expected.given().get("keys"));
        }
        assertThat(Json.text(announced)).doesNotContain("selected", "inclusion");
    }

    private static Map<String, @Nullable Object> one(List<Map<String, @Nullable Object>> messages) {
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    static Stream<Object[]> cases() throws Exception {
        try (InputStream in = CatalogCasesTest.class.getResourceAsStream("catalog-cases.json")) {
            return list(Json.read(in)).stream().map(CatalogCasesTest::object).map(given ->
                    new Object[] {given.get("case"), new Case(given)});
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private static Map<String, Object> object(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    /** A case of the table. */
    record Case(Map<String, Object> given) {

        int exit() {
            return ((Number) given.getOrDefault("exit", 0L)).intValue();
        }

        boolean isSilent() {
            return given.containsKey("silent");
        }

        Map<String, Object> object(String key) {
            return CatalogCasesTest.object(given.get(key));
        }

        List<String> texts(String key) {
            return list(given.get(key)).stream().map(String::valueOf).toList();
        }

        /** The discovered catalog with what the case changes, in every stream. */
        Map<String, Object> catalog(Map<String, @Nullable Object> discovered) {
            List<Object> streams = new ArrayList<>();
            for (Object each : list(discovered.get("streams"))) {
                streams.add(stream(CatalogCasesTest.object(each)));
            }
            return Map.of("streams", streams);
        }

        private Map<String, Object> stream(Map<String, Object> known) {
            Map<String, Object> properties = new LinkedHashMap<>(CatalogCasesTest.object(
                    CatalogCasesTest.object(known.get("schema")).get("properties")));
            properties.putAll(object("schema"));
            List<Object> metadata = new ArrayList<>(list(known.get("metadata")));
            List<String> only = texts("only");
            for (String field : properties.keySet()) {
                if (!only.isEmpty() && !only.contains(field)) {
                    metadata.add(
                            Map.of("breadcrumb", List.of("properties", field), "metadata", Map.of("selected", false)));
                }
            }
            if (given.containsKey("no-table-keys")) {
                metadata.add(Map.of("breadcrumb", List.of(), "metadata", Map.of("table-key-properties", List.of())));
            }
            metadata.addAll(list(given.get("metadata")));
            Map<String, Object> stream = new LinkedHashMap<>(known);
            stream.put("schema", Map.of("type", "object", "properties", properties));
            stream.put("metadata", metadata);
            stream.putAll(object("node"));
            return stream;
        }
    }
}
