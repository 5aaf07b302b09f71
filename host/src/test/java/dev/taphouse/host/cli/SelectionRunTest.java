package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line selects without a catalog, and what a catalog changes beside the fields. */
final class SelectionRunTest {
    @TempDir
    static Path folder;

    private static Shop shop;

    @BeforeAll
    static void install() {
        shop = Shop.in(folder);
    }

    @Test
    void patternsSelectWithoutACatalog() {
        Shop.Outcome outcome = shop.run(Map.of(), "--select", "by_name.paid", "--exclude", "*.address");

        assertThat(outcome.code()).as(outcome.stderr()).isZero();
        assertThat(outcome.messages("RECORD", "by_name"))
                .singleElement()
                .satisfies(message -> assertThat(message.get("record")).isEqualTo(Map.of("id", 7L, "paid", true)));
        assertThat(outcome.messages("SCHEMA", "by_json")).isEmpty();
    }

    @Test
    void aDiscoveredCatalogHandedBackUnchangedChangesNothing() {
        Path catalog = shop.file("unchanged.json", shop.catalog());

        Shop.Outcome with = shop.run(Map.of(), "--catalog", catalog.toString());
        Shop.Outcome without = shop.run(Map.of());

        assertThat(untimed(with)).isEqualTo(untimed(without));
        assertThat(with.stderr()).doesNotContain("WARN");
    }

    @Test
    void anAliasIsWhatTargetsSeeAndTheBookmarkKeepsTheName() {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("tap_stream_id", "by_name");
        stream.put("stream", "by_name");
        stream.put("stream_alias", "people");
        stream.put("schema", Map.of());
        stream.put("metadata", List.of(Map.of("breadcrumb", List.of(), "metadata", Map.of("selected", true))));
        Path catalog = shop.file("alias.json", Map.of("streams", List.of(stream)));

        Shop.Outcome outcome = shop.run(Map.of(), "--catalog", catalog.toString(), "--activate-version");

        assertThat(outcome.code()).as(outcome.stderr()).isZero();
        assertThat(outcome.messages("SCHEMA", "people")).hasSize(1);
        assertThat(outcome.messages("RECORD", "people")).hasSize(1);
        assertThat(outcome.messages("ACTIVATE_VERSION", "people")).hasSize(2);
        assertThat(outcome.stdout()).contains("\"bookmarks\":{\"by_name\":");
    }

    @Test
    void discoveryTellsOfNoMissingKeyWhereAllStreamsHaveOne() {
        assertThat(shop.run(Map.of(), "--discover").stderr()).isEmpty();
    }

    private static List<Map<String, @Nullable Object>> untimed(Shop.Outcome outcome) {
        List<Map<String, @Nullable Object>> messages = outcome.messages();
        messages.forEach(message -> message.remove("time_extracted"));
        return messages;
    }
}
