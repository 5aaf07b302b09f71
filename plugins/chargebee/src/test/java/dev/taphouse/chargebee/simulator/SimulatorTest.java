package dev.taphouse.chargebee.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SimulatorTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Facts facts = Facts.load();
    private final SimulatedClock clock = new SimulatedClock(START);
    private final Site site = new Site(facts, clock, 1);
    private final ChargebeeSimulator simulator = ChargebeeSimulator.start("2", facts, site, 1);
    private final OkHttpClient http = new OkHttpClient();

    @AfterEach
    void stop() {
        simulator.close();
        http.connectionPool().evictAll();
    }

    @Test
    void pagesOfEveryListHoldEveryRecordOnce() throws Exception {
        site.create("customer", 25);
        simulator.shortPages(true);
        assertThat(ids("customers", "limit", "4")).hasSize(25).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> everyEndpointAnswers() {
        return facts.endpoints().stream()
                .filter(endpoint -> endpoint.isIn("2") && endpoint.parent().isEmpty() && !endpoint.unpaged())
                .map(endpoint -> DynamicTest.dynamicTest(String.join("/", endpoint.segments()), () -> {
                    site.create(endpoint.record(), 3);
                    JsonNode answer = get(String.join("/", endpoint.segments()));
                    assertThat(answer.path("list")).hasSizeGreaterThanOrEqualTo(3);
                    assertThat(answer.path("list")
                                    .get(0)
                                    .path(endpoint.record())
                                    .path("object")
                                    .asText())
                            .isEqualTo(endpoint.record());
                    endpoint.beside()
                            .forEach(other -> assertThat(
                                            answer.path("list").get(0).has(other))
                                    .isTrue());
                }));
    }

    @Test
    void aPageHoldsTenUnlessAskedAndAtMostAHundred() throws Exception {
        site.create("customer", 11);
        assertThat(get("customers").path("list")).hasSize(10);
        assertThat(status("customers", "limit", "101")).isEqualTo("400 param_wrong_value limit");
        assertThat(status("customers", "limit", "0")).isEqualTo("400 param_wrong_value limit");
    }

    @Test
    void theLastPageHasNoOffset() throws Exception {
        site.create("customer", 10);
        assertThat(get("customers").has("next_offset")).isFalse();
    }

    @Test
    void anOffsetIsGoodForItsListAndForAWhile() throws Exception {
        site.create("customer", 20);
        simulator.offsetsLive(Duration.ofHours(1));
        String offset = get("customers").path("next_offset").asText();
        assertThat(status("customers", "offset", offset)).isEqualTo("200");
        assertThat(status("customers", "offset", offset, "include_deleted", "true"))
                .isEqualTo("400 param_wrong_value offset");
        clock.advance(Duration.ofHours(2));
        assertThat(status("customers", "offset", offset)).isEqualTo("400 param_wrong_value offset");
    }

    @Test
    void onlyListedFieldsSort() throws Exception {
        site.create("invoice", 3);
        assertThat(status("invoices", "sort_by[asc]", "updated_at")).isEqualTo("200");
        assertThat(status("credit_notes", "sort_by[asc]", "updated_at")).isEqualTo("400 param_wrong_value sort_by");
    }

    @Test
    void whatIsNotKnownIsRefused() throws Exception {
        assertThat(status("customers", "updated_at[since]", "1")).isEqualTo("400 param_wrong_value updated_at[since]");
        assertThat(status("comments", "updated_at[after]", "1")).isEqualTo("400 param_wrong_value updated_at[after]");
        assertThat(status("comments", "include_deleted", "true")).isEqualTo("400 param_wrong_value include_deleted");
        assertThat(status("customers", "updated_at[after]", "2026-01-01"))
                .isEqualTo("400 param_wrong_value updated_at[after]");
    }

    @Test
    void timesFilterAndRecordsWithoutOneMatchNoFilter() throws Exception {
        site.create("customer", 2);
        site.withoutUpdatedAt(1).create("customer");
        clock.advance(Duration.ofSeconds(10));
        site.withoutUpdatedAt(0).create("customer");
        String early = String.valueOf(START.getEpochSecond());
        String late = String.valueOf(START.getEpochSecond() + 10);
        assertThat(ids("customers", "updated_at[between]", "[" + early + "," + late + "]"))
                .hasSize(3);
        assertThat(ids("customers", "updated_at[after]", late)).hasSize(1);
        assertThat(ids("customers", "updated_at[before]", early)).hasSize(2);
        assertThat(ids("customers", "updated_at[on]", early)).hasSize(3);
        assertThat(ids("customers")).hasSize(4);
        simulator.inclusive(false);
        assertThat(ids("customers", "updated_at[after]", late)).isEmpty();
    }

    @Test
    void textFilters() throws Exception {
        site.create("item", 2);
        assertThat(ids("events", "event_type[is]", "item_created")).hasSize(2);
        assertThat(ids("events", "event_type[in]", "[\"item_deleted\",\"item_created\"]"))
                .hasSize(2);
        assertThat(ids("events", "event_type[is]", "item_deleted")).isEmpty();
    }

    @Test
    void listsShowAChangeLateAndByIdAtOnce() throws Exception {
        site.listedWithin(Duration.ofMinutes(4));
        StoredRecord customer = site.create("customer");
        assertThat(ids("customers")).isEmpty();
        assertThat(get("customers", customer.last().path("id").asText())
                        .path("customer")
                        .toString())
                .isEqualTo(customer.last().toString());
        clock.advance(Duration.ofMinutes(4));
        assertThat(ids("customers")).hasSize(1);
    }

    @Test
    void deletedRecordsAreFlaggedOrMarkedOrGone() throws Exception {
        StoredRecord customer = site.create("customer");
        StoredRecord account = site.create("virtual_bank_account");
        StoredRecord contact = site.create("contact");
        site.create("item", 20);
        clock.advance(Duration.ofSeconds(5));
        site.delete("customer", customer);
        site.delete("virtual_bank_account", account);
        site.delete("contact", contact);
        site.records("item").forEach(item -> site.delete("item", item));

        String id = customer.last().path("id").asText();
        assertThat(ids("customers")).doesNotContain(id);
        assertThat(ids("customers", "include_deleted", "true")).contains(id);
        assertThat(ids("virtual_bank_accounts")).isEmpty();
        assertThat(ids("events", "event_type[is]", "virtual_bank_account_deleted"))
                .hasSize(1);
        assertThat(ids("events", "event_type[is]", "contact_deleted")).isEmpty();
        assertThat(ids("items", "status[is]", "deleted")).hasSizeBetween(1, 19);
        assertThat(ids("events", "event_type[is]", "item_deleted", "limit", "100"))
                .hasSize(20);
    }

    @Test
    void childrenAreListedUnderTheirParents() throws Exception {
        StoredRecord contact = site.create("contact");
        site.create("customer", 3);
        String parent = contact.parent("customer").orElseThrow();
        assertThat(get("customers", parent, "contacts").path("list")).hasSize(1);
        assertThat(answer(url("customers", "nobody", "contacts"))).isEqualTo("404 resource_not_found");
    }

    @Test
    void scheduledChangesAreOneObject() throws Exception {
        StoredRecord subscription = site.create("subscription");
        String id = subscription.last().path("id").asText();
        site.set("subscription", subscription, "has_scheduled_changes", BooleanNode.TRUE);
        assertThat(get("subscriptions", id, "retrieve_with_scheduled_changes")
                        .path("subscription")
                        .path("id")
                        .asText())
                .isEqualTo(id);
        site.set("subscription", subscription, "has_scheduled_changes", BooleanNode.FALSE);
        assertThat(answer(url("subscriptions", id, "retrieve_with_scheduled_changes")))
                .isEqualTo("400 invalid_state_for_request");
    }

    @Test
    void theOtherCatalogIsIncompatible() throws Exception {
        assertThat(answer(url("plans"))).isEqualTo("400 configuration_incompatible");
        assertThat(get("configurations")
                        .path("configurations")
                        .get(1)
                        .path("product_catalog_version")
                        .asText())
                .isEqualTo("v2");
    }

    @Test
    void aWrongKeyIsRefused() throws Exception {
        Request request = new Request.Builder()
                .url(url("customers"))
                .header("Authorization", Credentials.basic("wrong", ""))
                .build();
        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(401);
            assertThat(response.body().string()).contains("\"api_error_code\":\"api_authentication_failed\"");
        }
    }

    @Test
    void tooManyRequestsInAMinuteHaveToWait() throws Exception {
        simulator.perMinute(2);
        assertThat(Stream.of(1, 2, 3, 4)
                        .map(i -> uncheckedAnswer(url("customers")))
                        .toList())
                .containsExactly("200", "200", "429 api_request_limit_exceeded", "200");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void faultsComeInTurn() throws Exception {
        site.create("customer", 12);
        simulator.next(Fault.unavailable(), Fault.tooMany(), Fault.html());
        assertThat(answer(url("customers"))).isEqualTo("503 internal_temporary_error");
        assertThat(answer(url("customers"))).isEqualTo("429 api_request_limit_exceeded");
        assertThat(answer(url("customers"))).isEqualTo("200");
        simulator.next(Fault.reset());
        assertThatThrownBy(() -> get("customers")).isInstanceOf(IOException.class);
        simulator.next(Fault.noAnswer(), Fault.noAnswer());
        assertThatThrownBy(() -> get("customers")).isInstanceOf(IOException.class);
        simulator.healed().next(Fault.truncated());
        assertThatThrownBy(() -> get("customers")).isInstanceOf(IOException.class);
        simulator.next(Fault.nullOffset());
        assertThat(get("customers").path("next_offset").isNull()).isTrue();
    }

    @Test
    void theClockIsTheSites() throws Exception {
        try (Response response = http.newCall(request(url("customers"))).execute()) {
            assertThat(response.header("Date")).isEqualTo("Sun, 1 Mar 2026 12:00:00 GMT");
        }
    }

    private List<String> ids(String list, String... params) throws IOException {
        List<String> ids = new ArrayList<>();
        String offset = "";
        do {
            HttpUrl url = url(list);
            for (int i = 0; i < params.length; i += 2) {
                url = url.newBuilder()
                        .addQueryParameter(params[i], params[i + 1])
                        .build();
            }
            if (!offset.isEmpty()) {
                url = url.newBuilder().addQueryParameter("offset", offset).build();
            }
            JsonNode page = json(url);
            page.path("list")
                    .forEach(entry -> ids.add(entry.path(
                                    facts.endpoint(List.of(list)).orElseThrow().record())
                            .path("id")
                            .asText()));
            offset = page.path("next_offset").asText("");
        } while (!offset.isEmpty());
        return ids;
    }

    private String status(String list, String... params) throws IOException {
        HttpUrl url = url(list);
        for (int i = 0; i < params.length; i += 2) {
            url = url.newBuilder().addQueryParameter(params[i], params[i + 1]).build();
        }
        return answer(url);
    }

    private String uncheckedAnswer(HttpUrl url) {
        try {
            return answer(url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status, the code, the parameter. */
    private String answer(HttpUrl url) throws IOException {
        try (Response response = http.newCall(request(url)).execute()) {
            if (response.code() == 200) {
                return "200";
            }
            JsonNode body = new ObjectMapper().readTree(response.body().string());
            return (response.code() + " " + body.path("api_error_code").asText() + " "
                            + body.path("param").asText())
                    .strip();
        }
    }

    private JsonNode get(String... path) throws IOException {
        return json(url(path));
    }

    private JsonNode json(HttpUrl url) throws IOException {
        try (Response response = http.newCall(request(url)).execute()) {
            String body = response.body().string();
            assertThat(response.code()).as(body).isEqualTo(200);
            return new ObjectMapper().readTree(body);
        }
    }

    private HttpUrl url(String... path) {
        HttpUrl.Builder url = HttpUrl.get(simulator.baseUrl()).newBuilder();
        if (path.length == 1) {
            return url.addPathSegments(path[0]).build();
        }
        for (String segment : path) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    private static Request request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", Credentials.basic(ChargebeeSimulator.KEY, ""))
                .build();
    }
}
