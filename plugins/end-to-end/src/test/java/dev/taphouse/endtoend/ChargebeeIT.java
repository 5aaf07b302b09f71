package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taphouse.chargebee.simulator.ChargebeeSimulator;
import dev.taphouse.chargebee.simulator.Facts;
import dev.taphouse.chargebee.simulator.Fault;
import dev.taphouse.chargebee.simulator.SimulatedClock;
import dev.taphouse.chargebee.simulator.Site;
import dev.taphouse.chargebee.simulator.StoredRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged connector, dropped into the distribution, against the simulated site. */
final class ChargebeeIT {
    private final Facts facts = Facts.load();
    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Site site = new Site(facts, clock, 1);
    private final ChargebeeSimulator simulator = ChargebeeSimulator.start("2", facts, site, 1);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Tap tap;

    @BeforeEach
    void configure() {
        tap = new Tap(
                Distribution.unpackedIn(folder).drop(Built.chargebee()),
                "chargebee",
                folder,
                Map.of(
                        "site",
                        ChargebeeSimulator.SITE,
                        "api_key",
                        ChargebeeSimulator.KEY,
                        "base_url",
                        simulator.baseUrl(),
                        "page_size",
                        5,
                        "include_deleted",
                        "True",
                        "request_timeout",
                        300,
                        "requests_per_minute",
                        1_000_000));
        site.withoutUpdatedAt(0.2);
        List.of("customer", "contact", "item", "attached_item", "invoice", "comment")
                .forEach(each -> site.create(each, 12));
        site.withoutUpdatedAt(0);
        clock.advance(Duration.ofMinutes(10));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theConnectionIsTested() {
        Result test = tap.run("--test-connection").run().succeeded();
        assertThat(test.stderr()).contains("INFO chargebee: the connection works\n");
    }

    @Test
    void aWrongKeyIsOneLineAndExitCode4() {
        simulator.always("/", Fault.error(401, "operation_failed", "api_authentication_failed"));
        Result test = tap.run("--test-connection").run();
        assertThat(test.exitCode()).isEqualTo(4);
        assertThat(test.stderr()).contains("api_key").doesNotContain(ChargebeeSimulator.KEY);
    }

    @Test
    void aDiscoveredCatalogSyncsEverythingThenWhatChangedAndWasDeleted() {
        CatalogFile catalog = tap.discover();
        Messages first = tap.sync(catalog).run().succeeded().messages();
        assertThat(first.streams()).contains("customers", "contacts", "events").doesNotContain("plans");
        assertThat(keys(first.rows("customers"))).hasSameSizeAs(site.records("customer"));
        assertThat(first.rows("contacts")).hasSize(12);
        JsonNode state = first.lastState();

        StoredRecord changed = site.records("customer").get(3);
        site.update("customer", changed);
        StoredRecord gone = site.records("attached_item").get(4);
        site.delete("attached_item", gone);
        StoredRecord flagged = site.records("invoice").get(5);
        site.delete("invoice", flagged);
        clock.advance(Duration.ofMinutes(10));

        Messages second = tap.sync(catalog, state).run().succeeded().messages();
        assertThat(keys(second.rows("customers"))).contains(id(changed));
        assertThat(deleted(second.rows("attached_items"))).contains(id(gone));
        assertThat(deleted(second.rows("invoices"))).contains(id(flagged));
    }

    @Test
    void aBookmarkOfMagesTapIsGoneOnFrom() {
        site.create("comment");
        clock.advance(Duration.ofMinutes(10));
        JsonNode state = Json.parse("{\"bookmarks\":{\"comments\":{\"bookmark_date\":\"2026-03-01T12:05:00Z\"}}}");
        Result run = tap.run("--select", "comments", "--state", tap.state(state).toString())
                .run()
                .succeeded();
        assertThat(run.messages().rows("comments")).hasSize(1);
        assertThat(run.stderr())
                .contains("the bookmark of another tap is taken over: 'created_at' from 2026-03-01T12:05:00Z");
    }

    private static List<Object> keys(List<Map<String, @Nullable Object>> rows) {
        return rows.stream()
                .map(row -> String.valueOf(row.get("id")))
                .distinct()
                .<Object>map(id -> id)
                .toList();
    }

    private static List<Object> deleted(List<Map<String, @Nullable Object>> rows) {
        return keys(
                rows.stream().filter(row -> row.get("_sdc_deleted_at") != null).toList());
    }

    private static String id(StoredRecord record) {
        return record.last().path("id").asText();
    }
}
