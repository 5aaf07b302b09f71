package dev.taphouse.genericapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.taphouse.api.Option;
import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.JsonText;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Configs of the plugin, in our words and in Mage's. */
final class GenericApiSourceTest {
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String header = exchange.getRequestHeaders().getFirst("X-Key");
            synchronized (requests) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + header + " " + body);
            }
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] bytes = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private CapturedStream read(String stream, Map<String, ?> config) throws Exception {
        try (Drive drive = Drive.open(new GenericApiSource(), config)) {
            return drive.read(stream, Position.START).stream(stream);
        }
    }

    private static SourceException failure(Map<String, ?> config) {
        return catchThrowableOfType(SourceException.class, () -> {
            try (Drive drive = Drive.open(new GenericApiSource(), config)) {
                drive.check();
                drive.discover();
            }
        });
    }

    @Test
    void aStreamOfTheConfigIsRead() throws Exception {
        answers.put("/v2/orders", "{\"data\":[{\"id\":1,\"at\":1700000000},{\"id\":2,\"at\":1700000001}]}");
        Map<String, ?> config = Map.of(
                "base_url",
                url("/v2"),
                "api_key",
                "k1",
                "authentication",
                Map.of("type", "api_key", "header", "X-Key", "key", "{config.api_key}"),
                "streams",
                Map.of(
                        "orders",
                        Map.of(
                                "path",
                                "orders",
                                "records_path",
                                "data[*]",
                                "params",
                                Map.of("sort", "a b&c"),
                                "convert",
                                Map.of("at", "epoch_s"),
                                "primary_key",
                                "id")));
        CapturedStream orders = read("orders", config);
        assertThat(orders.column("id")).containsExactly(1L, 2L);
        assertThat(orders.column("at")).containsExactly("2023-11-14T22:13:20Z", "2023-11-14T22:13:21Z");
        assertThat(requests).allMatch(line -> line.startsWith("GET /v2/orders?sort=a%20b%26c k1"));
    }

    @Test
    void magesKeysAreOneStreamNamedApi() throws Exception {
        answers.put("/items", "{\"result\":{\"items\":[{\"id\":7,\"name\":\"x\"}]}}");
        CapturedStream api = read(
                "api",
                Map.of(
                        "url",
                        url("/items"),
                        "query",
                        Map.of("state", "open"),
                        "headers",
                        Map.of("X-Key", "secret"),
                        "response_parser",
                        "result.items"));
        assertThat(api.column("id")).containsExactly(7L);
        assertThat(requests).allMatch(line -> line.equals("GET /items?state=open secret "));
    }

    @Test
    void magesPayloadIsPosted() throws Exception {
        answers.put("/search", "[{\"id\":1}]");
        CapturedStream api =
                read("api", Map.of("url", url("/search"), "payload", Map.of("q", "x"), "http_method", "post"));
        assertThat(api.rows()).hasSize(1);
        assertThat(requests).allMatch(line -> line.equals("POST /search null {\"q\":\"x\"}"));
    }

    @Test
    void magesTextsWithColumnsAreRead() throws Exception {
        answers.put("/rates.csv", "day;rate\n2026-01-01;1.5\n2026-01-02;1.25\n");
        CapturedStream api = read("api", Map.of("url", url("/rates.csv"), "separator", ";"));
        assertThat(api.column("day")).containsExactly("2026-01-01", "2026-01-02");

        answers.put("/plain.tsv", "a\t1\nb\t2\n");
        CapturedStream plain =
                read("api", Map.of("url", url("/plain.tsv"), "has_header", false, "columns", List.of("name", "n")));
        assertThat(plain.column("name")).containsExactly("a", "b");
    }

    @Test
    void anObjectWithoutAPathOfRecordsIsOneRecord() throws Exception {
        answers.put("/me", " {\"id\":1,\"name\":\"me\"}");
        assertThat(read("api", Map.of("url", url("/me"))).column("name")).containsExactly("me");
    }

    @Test
    void aWrongPathOfRecordsNamesTheOneThatWouldDo() {
        answers.put("/items", "{\"result\":{\"items\":[{\"id\":7}]}}");
        SourceException failure = failure(Map.of("url", url("/items"), "response_parser", "results.items"));
        assertThat(failure.kind()).isEqualTo(SourceException.Kind.DATA);
        assertThat(failure.getMessage() + failure.remedy()).contains("results", "result.items[*]");
    }

    @Test
    void bothKindsOfConfigAtOnceAreRefused() {
        assertThat(failure(Map.of("url", url("/"), "base_url", url("/"))))
                .hasMessage("option 'url' is set together with 'base_url' or 'streams'");
        assertThat(failure(Map.of())).hasMessage("neither 'base_url' and 'streams' nor 'url' is set");
    }

    @Test
    void theTemplateNamesEveryOptionAndDescribesAnApi() throws Exception {
        Map<String, Object> template = config(Path.of("templates/config.json"));
        assertThat(JsonText.object(bytes("templates/config.json"), 0, bytes("templates/config.json").length)
                        .keySet())
                .containsExactlyElementsOf(new GenericApiSource()
                        .options().stream().map(Option::name).toList());
        Drive.open(new GenericApiSource(), template).close();
    }

    @Test
    void theReadmeNamesEveryOption() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(new GenericApiSource().options())
                .allSatisfy(option -> assertThat(readme).contains("`" + option.name() + "`"));
    }

    static Stream<Path> examples() throws IOException {
        return Files.list(Path.of("examples")).sorted();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesDescribeApis(Path file) throws Exception {
        Drive.open(new GenericApiSource(), config(file)).close();
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(Path.of(file));
    }

    private static Map<String, Object> config(Path file) throws IOException {
        byte[] utf8 = Files.readAllBytes(file);
        Map<String, Object> config = new HashMap<>();
        Map<String, @Nullable Object> json = JsonText.object(utf8, 0, utf8.length);
        json.forEach((key, value) -> {
            if (value != null && !key.startsWith("//")) {
                config.put(key, Objects.requireNonNull(value));
            }
        });
        return config;
    }
}
