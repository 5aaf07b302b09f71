package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taphouse.chargebee.simulator.Pages.Listed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okio.Buffer;

/** A Chargebee site behind HTTP on the loopback address. Safe for several threads. */
public final class ChargebeeSimulator implements AutoCloseable {
    /** The name of the site. */
    public static final String SITE = "acme-test";
    /** The key that it takes. */
    public static final String KEY = "test_readonly_all_Kx2cdmqTxxR";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final MockWebServer server = new MockWebServer();
    private final Facts facts;
    private final Site site;
    private final String catalog;
    private final Pages pages;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<Long, Fault> later = new HashMap<>();
    private final Map<String, Fault> broken = new LinkedHashMap<>();
    private final List<HttpUrl> requests = new ArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private Runnable beforeEach = () -> {};
    private boolean inclusive = true;
    private int perMinute = Integer.MAX_VALUE;
    private long answers;
    private long minute;
    private int inMinute;

    private ChargebeeSimulator(String catalog, Facts facts, Site site, long seed) {
        this.catalog = catalog;
        this.facts = facts;
        this.site = site;
        this.pages = new Pages(new Random(seed));
    }

    /**
     * Starts one.
     *
     * @param catalog {@code 1} or {@code 2}
     */
    public static ChargebeeSimulator start(String catalog, Facts facts, Site site, long seed) {
        ChargebeeSimulator simulator = new ChargebeeSimulator(catalog, facts, site, seed);
        simulator.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return simulator.answer(request);
            }
        });
        try {
            simulator.server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return simulator;
    }

    /** Where it is, up to the version of the API. */
    public String baseUrl() {
        return server.url("/api/v2").toString();
    }

    /** Its records. */
    public Site site() {
        return site;
    }

    /** Done before each answer: the site may change between any two pages. */
    public ChargebeeSimulator beforeEach(Runnable change) {
        synchronized (site) {
            beforeEach = change;
            return this;
        }
    }

    /** Whether bounds of time belong to what they bound. */
    public ChargebeeSimulator inclusive(boolean value) {
        synchronized (site) {
            inclusive = value;
            return this;
        }
    }

    /** The order of lists that are not sorted. */
    public ChargebeeSimulator newestFirst(boolean value) {
        synchronized (site) {
            pages.newestFirst(value);
            return this;
        }
    }

    /** Now and then gives fewer records than asked for, though more follow. */
    public ChargebeeSimulator shortPages(boolean value) {
        synchronized (site) {
            pages.shortOnes(value);
            return this;
        }
    }

    /** How long an offset can be used. */
    public ChargebeeSimulator offsetsLive(Duration lifetime) {
        synchronized (site) {
            pages.lifetime(lifetime);
            return this;
        }
    }

    /** How many requests it takes in a minute; whoever is told to wait is taken to have waited. */
    public ChargebeeSimulator perMinute(int most) {
        synchronized (site) {
            perMinute = most;
            return this;
        }
    }

    /** What goes wrong with the next answer, the one after it, and so on. */
    public ChargebeeSimulator next(Fault... inTurn) {
        synchronized (site) {
            faults.addAll(List.of(inTurn));
            return this;
        }
    }

    /** What goes wrong with one answer, after so many good ones. */
    public ChargebeeSimulator after(int good, Fault fault) {
        synchronized (site) {
            later.merge(answers + good, fault, (first, second) -> second);
            return this;
        }
    }

    /** What goes wrong with every answer below a path such as {@code /invoices}. */
    public ChargebeeSimulator always(String path, Fault fault) {
        synchronized (site) {
            broken.put(path, fault);
            return this;
        }
    }

    /** Nothing goes wrong any more. */
    public ChargebeeSimulator healed() {
        synchronized (site) {
            faults.clear();
            later.clear();
            broken.clear();
            return this;
        }
    }

    /** What was asked for, in turn. */
    public List<HttpUrl> requests() {
        synchronized (site) {
            return List.copyOf(requests);
        }
    }

    /** Forgets what was asked for. */
    public void forgetRequests() {
        synchronized (site) {
            requests.clear();
        }
    }

    /** How many requests there were at the same time at most. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The body of an answer made here. */
    static String text(MockResponse response) {
        Buffer buffer = new Buffer();
        try {
            if (response.getBody() != null) {
                response.getBody().writeTo(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readUtf8();
    }

    static MockResponse.Builder error(ApiError error) {
        return new MockResponse.Builder()
                .code(error.status())
                .setHeader("Content-Type", "application/json;charset=utf-8")
                .body(json(error.body()));
    }

    private MockResponse answer(RecordedRequest request) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            synchronized (site) {
                beforeEach.run();
                HttpUrl url = request.getUrl();
                requests.add(url);
                MockResponse good = dated(respond(request)).build();
                String path = "/" + String.join("/", path(url));
                Optional<Fault> fault = broken.entrySet().stream()
                        .filter(each -> path.startsWith(each.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .or(() -> Optional.ofNullable(later.remove(answers)))
                        .or(() -> Optional.ofNullable(faults.poll()));
                answers++;
                return fault.map(each -> each.spoil(good)).orElse(good);
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private MockResponse.Builder dated(MockResponse.Builder response) {
        return response.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        site.clock().instant().atZone(ZoneOffset.UTC)));
    }

    private MockResponse.Builder respond(RecordedRequest request) {
        try {
            Optional<MockResponse.Builder> tooMany = budget();
            if (tooMany.isPresent()) {
                return tooMany.get();
            }
            if (!Objects.equals(request.getHeaders().get("Authorization"), Credentials.basic(KEY, ""))) {
                throw ApiError.of(
                        401,
                        "operation_failed",
                        "api_authentication_failed",
                        "Sorry, authentication failed. Invalid api key");
            }
            if (!request.getMethod().equals("GET")) {
                throw ApiError.of(405, "invalid_request", "http_method_not_supported", "only GET");
            }
            return ok(route(request.getUrl()));
        } catch (ApiError e) {
            return error(e);
        }
    }

    private Optional<MockResponse.Builder> budget() {
        Instant now = site.clock().instant();
        long current = now.getEpochSecond() / 60;
        if (current != minute) {
            minute = current;
            inMinute = 0;
        }
        inMinute++;
        if (inMinute <= perMinute) {
            return Optional.empty();
        }
        long wait = 60 - now.getEpochSecond() % 60;
        site.clock().advance(Duration.ofSeconds(wait));
        return Optional.of(error(ApiError.of(
                        429,
                        "api_error",
                        "api_request_limit_exceeded",
                        "Sorry, the number of requests allowed is over"))
                .setHeader("Retry-After", wait));
    }

    private Map<String, Object> route(HttpUrl url) throws ApiError {
        List<String> path = path(url);
        if (path.equals(List.of("configurations"))) {
            return configurations();
        }
        Optional<Endpoint> endpoint = facts.endpoint(path);
        if (endpoint.isEmpty()) {
            return retrieve(path);
        }
        requireCatalog(endpoint.get());
        Optional<String> parent = endpoint.get().parentId(path);
        if (parent.isPresent()
                && site.retrieve(parentRecord(endpoint.get()), parent.get()).isEmpty()) {
            throw ApiError.notFound(parent.get());
        }
        return endpoint.get().unpaged() ? unpaged(endpoint.get(), path) : list(endpoint.get(), path, url);
    }

    private void requireCatalog(Endpoint endpoint) throws ApiError {
        if (!endpoint.isIn(catalog)) {
            throw ApiError.of(
                    400,
                    "invalid_request",
                    "configuration_incompatible",
                    "This API operation is not enabled for your site's product catalog");
        }
    }

    private static Map<String, Object> configurations(Map<String, Object> own) {
        return Map.of("configurations", List.of(Map.of("domain", "another", "product_catalog_version", "v9"), own));
    }

    private Map<String, Object> configurations() {
        return configurations(Map.of("domain", "Acme-Test", "product_catalog_version", "v" + catalog));
    }

    private Map<String, Object> retrieve(List<String> path) throws ApiError {
        Optional<Endpoint> list = path.size() == 2 ? facts.endpoint(path.subList(0, 1)) : Optional.empty();
        if (list.isEmpty()) {
            throw ApiError.of(404, "invalid_request", "resource_not_found", "there is no such path");
        }
        requireCatalog(list.get());
        return entry(
                list.get(),
                site.retrieve(list.get().record(), path.get(1)).orElseThrow(() -> ApiError.notFound(path.get(1))));
    }

    private Map<String, Object> unpaged(Endpoint endpoint, List<String> path) throws ApiError {
        String id = endpoint.parentId(path).orElseThrow();
        if (endpoint.array().isPresent()) {
            List<ObjectNode> children =
                    listed(endpoint, path).stream().map(Listed::json).toList();
            return Map.of(endpoint.array().get(), children);
        }
        ObjectNode now = site.retrieve(endpoint.record(), id).orElseThrow(() -> ApiError.notFound(id));
        if (!now.path("has_scheduled_changes").asBoolean()) {
            throw ApiError.of(400, "invalid_request", "invalid_state_for_request", "no changes are scheduled");
        }
        ObjectNode then = now.deepCopy();
        then.put("plan_quantity", now.path("plan_quantity").asInt() + 1);
        return entry(endpoint, then);
    }

    private Map<String, Object> list(Endpoint endpoint, List<String> path, HttpUrl url) throws ApiError {
        ListQuery query = ListQuery.of(endpoint, url, inclusive);
        List<Listed> all = listed(endpoint, path).stream()
                .filter(each -> query.takes(each.json()))
                .map(each -> new Listed(query.sortValue(each.json()), each.number(), each.json()))
                .toList();
        Pages.Page page = pages.page(query, all, site.clock().instant());
        ArrayNode entries = JSON.createArrayNode();
        page.records().forEach(each -> entries.addPOJO(entry(endpoint, each.json())));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("list", entries);
        page.next().ifPresent(next -> body.put("next_offset", next));
        return body;
    }

    private List<Listed> listed(Endpoint endpoint, List<String> path) {
        Instant now = site.clock().instant();
        Optional<String> parent = endpoint.parentId(path);
        List<Listed> all = new ArrayList<>();
        for (StoredRecord stored : site.records(endpoint.record())) {
            if (parent.isEmpty() || stored.parent(parentRecord(endpoint)).equals(parent)) {
                stored.listed(now).ifPresent(json -> all.add(new Listed("", stored.number(), json)));
            }
        }
        return all;
    }

    private String parentRecord(Endpoint endpoint) {
        return facts.endpoint(List.of(endpoint.parent().orElseThrow()))
                .orElseThrow()
                .record();
    }

    private Map<String, Object> entry(Endpoint endpoint, ObjectNode json) {
        Map<String, Object> entry = new LinkedHashMap<>();
        endpoint.beside().forEach(record -> entry.put(record, site.beside(record, json)));
        entry.put(endpoint.record(), json);
        return entry;
    }

    private static List<String> path(HttpUrl url) {
        List<String> segments = url.pathSegments();
        return segments.subList(Math.min(2, segments.size()), segments.size());
    }

    private static MockResponse.Builder ok(Map<String, Object> body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json;charset=utf-8")
                .body(json(body));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
