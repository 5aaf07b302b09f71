package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taphouse.api.StreamSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.everit.json.schema.Schema;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.json.JSONTokener;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every stream in both product catalogs. */
class StreamsTest {

    @TestFactory
    Stream<DynamicTest> everyRecordOfEveryStreamComesAndIsOfItsSchema() {
        return Stream.of("1", "2")
                .flatMap(catalog -> Described.of(catalog).stream()
                        .map(stream -> DynamicTest.dynamicTest(
                                "catalog " + catalog + ": " + stream.name(), () -> read(catalog, stream))));
    }

    private static void read(String catalog, Described stream) throws Exception {
        try (Fixture fixture = Fixture.of(catalog).with("page_size", 4L)) {
            fixture.site().withoutUpdatedAt(0.2).create(stream.record(), 15);
            schedule(fixture, stream);
            fixture.later(Duration.ofMinutes(10));
            TestHost host = new TestHost();
            assertThat(fixture.pass(host, stream.name()))
                    .as("" + host.failures())
                    .isTrue();
            new Comparison(fixture.site(), host).assertWhole(stream);
            assertThat(host.copy().rows(stream.name()))
                    .hasSizeGreaterThanOrEqualTo(stream.record().equals("event") ? 0 : 15);
            validate(host, stream);

            if (Workload.changes(stream.record())) {
                fixture.site()
                        .records(stream.record())
                        .subList(0, 5)
                        .forEach(each -> fixture.site().update(stream.record(), each));
            }
            fixture.site()
                    .delete(
                            stream.record(),
                            fixture.site().records(stream.record()).get(7));
            fixture.site().withoutUpdatedAt(0).create(stream.record(), 3);
            schedule(fixture, stream);
            fixture.later(Duration.ofMinutes(10));
            assertThat(fixture.pass(host, stream.name()))
                    .as("" + host.failures())
                    .isTrue();
            new Comparison(fixture.site(), host).assertWhole(stream);
        }
    }

    /** Only subscriptions with scheduled changes can be retrieved with them. */
    private static void schedule(Fixture fixture, Described stream) {
        if (stream.name().equals("subscriptions_with_scheduled_changes")) {
            fixture.site()
                    .records("subscription")
                    .forEach(each -> fixture.site()
                            .set(
                                    "subscription",
                                    each,
                                    "has_scheduled_changes",
                                    new ObjectMapper().createObjectNode().booleanNode(true)));
        }
    }

    private static void validate(TestHost host, Described stream) throws Exception {
        Schema schema = SchemaLoader.builder()
                .schemaJson(
                        new JSONObject(new JSONTokener(Files.readString(Path.of("schemas", stream.name() + ".json")))))
                .build()
                .load()
                .build();
        for (Map<String, ?> row : host.copy().rows(stream.name()).values()) {
            schema.validate(new JSONObject(new ObjectMapper().writeValueAsString(row)));
        }
    }

    @Test
    void theStreamsAreThoseOfTheCatalog() throws Exception {
        for (String catalog : List.of("1", "2")) {
            try (Fixture fixture = Fixture.of(catalog);
                    var drive = fixture.open()) {
                assertThat(drive.discover().stream().map(StreamSpec::name))
                        .containsExactlyInAnyOrderElementsOf(Described.of(catalog).stream()
                                .map(Described::name)
                                .toList());
            }
        }
    }

    @Test
    void theStreamsOfMageAndSingerHaveTheirNames() {
        assertThat(Described.all().stream().map(Described::name))
                .contains(
                        "addons",
                        "comments",
                        "coupons",
                        "credit_notes",
                        "customers",
                        "events",
                        "gifts",
                        "invoices",
                        "item_families",
                        "item_prices",
                        "items",
                        "orders",
                        "payment_sources",
                        "plans",
                        "promotional_credits",
                        "quotes",
                        "subscriptions",
                        "transactions",
                        "virtual_bank_accounts");
    }
}
