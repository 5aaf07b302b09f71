package dev.taphouse.host.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source with very many tables; what is not linear would not end in time. */
final class HugeCatalogTest {
    private static final int STREAMS = 100_000;

    @Test
    @Timeout(300)
    void aHundredThousandStreamsAreDiscoveredAndSelected() {
        List<StreamSpec> specs = IntStream.range(0, STREAMS)
                .mapToObj(i -> StreamSpec.of("t" + i, Field.of("id", Type.INT64), Field.of("name", Type.TEXT))
                        .keys("id"))
                .toList();
        Map<String, Object> document = CatalogDocument.of(specs, Map.of());
        Catalog catalog = Catalog.of(document, "catalog.json");
        Selection selection = new Selection(
                Optional.of(catalog),
                SelectionPatterns.of(List.of("t*", "!*.name"), List.of("t?")),
                DriftPolicy.WARN,
                false,
                false);

        List<CatalogStream> selected = selection.given().orElseThrow().selected();
        Drift drift = new Drift(DriftPolicy.WARN, unused -> {});
        long fields = 0;
        for (CatalogStream stream : selected) {
            StreamSpec spec = specs.get(Integer.parseInt(stream.id().substring(1)));
            fields += StreamSelection.of(spec, stream, selection, Map.of(), drift, unused -> {})
                    .read()
                    .fields()
                    .size();
        }

        assertThat(selected).hasSize(STREAMS - 10);
        assertThat(fields).isEqualTo(STREAMS - 10);
        assertThat(drift.events()).isEmpty();
    }

    @Test
    @Timeout(60)
    void aStreamWithThousandsOfFieldsIsSelectedFieldByField() {
        List<Field> many = IntStream.range(0, 10_000)
                .mapToObj(i -> Field.of("f" + i, Type.object(Field.of("x", Type.TEXT), Field.of("y", Type.TEXT))))
                .toList();
        StreamSpec spec = StreamSpec.of("wide", many);
        Selection selection = new Selection(
                Optional.of(Catalog.of(List.of(spec))),
                SelectionPatterns.of(List.of(), List.of("wide.*.y")),
                DriftPolicy.WARN,
                false,
                false);
        CatalogStream stream = selection.given().orElseThrow().selected().get(0);

        StreamSelection chosen = StreamSelection.of(
                spec, stream, selection, Map.of(), new Drift(DriftPolicy.WARN, unused -> {}), unused -> {});

        assertThat(chosen.read().fields()).hasSize(10_000);
        assertThat(chosen.shape(chosen.read(), false).outputs()).hasSize(10_000);
    }

    @Test
    void discoveryIsTheSameByteForByteAndNamesEveryPropertyAtEveryDepth() {
        StreamSpec spec = StreamSpec.of(
                        "orders",
                        Field.of("id", Type.INT64).notNull(),
                        Field.of("lines", Type.list(Type.object(Field.of("sku", Type.TEXT)))),
                        Field.of("odd", Type.TEXT).unsupported("nobody can read it"))
                .keys("id");

        String first = Json.text(CatalogDocument.of(List.of(spec), Map.of()));

        assertThat(Json.text(CatalogDocument.of(List.of(spec), Map.of()))).isEqualTo(first);
        assertThat(first)
                .contains("{\"breadcrumb\":[\"properties\",\"id\"],\"metadata\":{\"inclusion\":\"automatic\"}}")
                .contains("{\"breadcrumb\":[\"properties\",\"lines\",\"items\",\"properties\",\"sku\"],"
                        + "\"metadata\":{\"inclusion\":\"available\"}}")
                .contains("{\"inclusion\":\"unsupported\",\"unsupported-reason\":\"nobody can read it\"}")
                .doesNotContain("\"selected\"");
    }
}
