package dev.taphouse.http.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.http.auth.Credential;
import dev.taphouse.http.auth.OAuth2;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.ClientSettings;
import dev.taphouse.http.client.RateBudget;
import dev.taphouse.http.client.TestClient;
import dev.taphouse.testkit.TestContext;
import dev.taphouse.testkit.http.FaultServer;
import dev.taphouse.testkit.http.HttpHandler;
import dev.taphouse.testkit.http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    /** In every place where a secret can be. */
    private static final String CANARY = "CANARY/7+x=&y z";

    @TempDir
    Path folder;

    @Test
    void whatWasRecordedIsReplayedWithoutTheServer() throws Exception {
        int[] requests = {0};
        HttpUrl url;
        List<String> recorded = new ArrayList<>();
        try (FaultServer server = FaultServer.start((request, reply) -> {
                    if (++requests[0] == 1) {
                        reply.send(503, Map.of("Retry-After", "0"), "{\"message\":\"wait\"}");
                    } else {
                        reply.send(
                                200,
                                Map.of(
                                        "Content-Encoding",
                                        "gzip",
                                        "Date",
                                        "Sun, 01 Mar 2026 12:00:00 GMT",
                                        "X-Next",
                                        "2"),
                                Reply.gzip(("[" + request.target().length() + request.text() + requests[0] + "]")
                                        .getBytes(UTF_8)));
                    }
                });
                TestClient client = recording(Credential.query("api_key", "real-key"))) {
            url = HttpUrl.get(server.url("/things").toString());
            recorded.addAll(walk(client, url));
        }

        try (TestClient client = replaying(Credential.query("api_key", "another"))) {
            assertThat(walk(client, url)).isEqualTo(recorded);
            assertThat(client.host().counted("http_requests")).isEqualTo(6);

            SourceException failure = client.failure(url);
            assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
            assertThat(failure)
                    .hasMessage("GET " + url + "?api_key=***: it was not recorded as often in '" + folder + "'");
            assertThat(failure.remedy()).hasValue("Record again with 'record_to'.");
            assertThat(client.failure(ApiRequest.post(url, "application/json", new byte[] {'9'})
                            .param("password", "p")))
                    .hasMessage("POST " + url + "?password=***&api_key=*** with the body '9': no such request was"
                            + " recorded in '" + folder + "'");
        }
    }

    @Test
    void nothingIsWaitedForAgain() throws Exception {
        String[] recorded = {
            "{\"method\":\"GET\",\"url\":\"http://h/a\",\"status\":429,\"headers\":[\"Retry-After: 500\"],\"body_file\":\"b\"}",
            "{\"method\":\"GET\",\"url\":\"http://h/a\",\"status\":403,\"headers\":[\"X-RateLimit-Remaining: 0\","
                    + "\"X-RateLimit-Reset: 99999999999\"],\"body_file\":\"b\"}",
            "{\"method\":\"GET\",\"url\":\"http://h/a\",\"status\":200,\"headers\":[],\"body_file\":\"b\"}"
        };
        for (int i = 0; i < recorded.length; i++) {
            Files.writeString(folder.resolve(i + ".json"), recorded[i]);
        }
        Files.writeString(folder.resolve("b"), "[1]");
        try (TestClient client = replaying(Authentication.NONE)) {
            assertThat(client.get(HttpUrl.get("http://h/a"))).isEqualTo("[1]");
            assertThat(client.host().counted("milliseconds_waited")).isZero();
        }
    }

    private static List<String> walk(TestClient client, HttpUrl url) throws Exception {
        List<String> found = new ArrayList<>();
        found.add(client.get(url));
        found.add(client.get(url));
        found.add(client.get(url.newBuilder().query("page=2").build()));
        for (byte body : new byte[] {'1', '2'}) {
            found.add(client.send(ApiRequest.post(url, "application/json", new byte[] {body}))
                    .orElseThrow());
        }
        return found;
    }

    @Test
    void aTokenIsReplayedToo() throws Exception {
        HttpUrl base;
        try (FaultServer server = FaultServer.start((request, reply) -> {
                    if (request.path().equals("/token")) {
                        reply.json(200, "{\"access_token\":\"tok-1234\",\"refresh_token\":\"ref-1234\"}");
                    } else {
                        reply.json(
                                200,
                                "{\"next_page_token\":\"p2\",\"you\":\""
                                        + request.header("Authorization").orElse("") + "\"}");
                    }
                });
                TestContext context = TestClient.context()) {
            base = HttpUrl.get(server.url("/").toString());
            try (TestClient client =
                    oauth(context, base, "first", TestClient.settings().recordTo(folder))) {
                assertThat(client.get(base)).contains("Bearer tok-1234");
            }
        }
        try (TestContext context = TestClient.context();
                TestClient client =
                        oauth(context, base, "other", TestClient.settings().replayFrom(folder))) {
            assertThat(client.get(base)).isEqualTo("{\"next_page_token\":\"p2\",\"you\":\"Bearer ***\"}");
        }
        assertThat(everything())
                .doesNotContain("tok-1234")
                .doesNotContain("ref-1234")
                .doesNotContain("first");
    }

    private static TestClient oauth(TestContext context, HttpUrl base, String login, ClientSettings settings) {
        OAuth2 oauth = OAuth2.refreshToken(base.resolve("/token"), "c1", login + "-secret", login + "-refresh");
        return new TestClient(settings, oauth.authentication(context), RateBudget.unlimited(), context);
    }

    @Test
    void noCanaryIsRecorded() throws Exception {
        List<Authentication> kinds =
                List.of(Credential.query("k", CANARY), Credential.basic(CANARY, ""), Credential.basic("me", CANARY));
        HttpHandler echo = (request, reply) -> {
            String canary = request.query().getOrDefault("own", CANARY);
            Map<String, String> headers = Map.of(
                    "Set-Cookie", "sid=COOKIE-1; HttpOnly",
                    "X-Auth-Token", "HEADER-2",
                    "X-Echo", "Basic QkFTSUM0NTY= and " + canary,
                    "Link", "<http://h/x?access_token=LINK-3&page=2>; rel=\"next\"",
                    "Location", "/other?session_token=LOCATION-4&k=" + URLEncoder.encode(canary, UTF_8));
            switch (request.path()) {
                case "/redirect" -> reply.send(302, headers, "moved: token=BODY-5");
                case "/error" -> reply.send(400, headers, "<p>no " + canary + "</p> http://u:USER-6@h/ api_key=PAGE-7");
                case "/bytes" ->
                    reply.send(200, headers, ("\u0000\u00ff" + "access_token=BYTES-8 ").getBytes(ISO_8859_1));
                default ->
                    reply.send(
                            200,
                            headers,
                            "{\"refresh_token\": \"JSON-9\\\"JSON-9\", \"a\":\"" + canary.replace("/", "\\/")
                                    + "\", \"client_secret\":\"JSON-A\"}");
            }
        };
        for (Authentication each : kinds) {
            Path own = Files.createTempDirectory(folder, "kind");
            try (FaultServer server = FaultServer.start(echo);
                    TestClient client = new TestClient(
                            TestClient.settings().secrets(List.of(CANARY)).recordTo(own.resolve("new")),
                            each,
                            RateBudget.unlimited())) {
                for (String path : List.of("/data", "/redirect", "/error", "/bytes")) {
                    try {
                        client.send(ApiRequest.get(HttpUrl.get(server.url(path).toString()))
                                .param("own", CANARY)
                                .param("access_token", "PARAM-B")
                                .header("X-Own", "x" + CANARY)
                                .header("Cookie", "c=COOKIE-C"));
                    } catch (SourceException e) {
                        assertThat(e).hasMessageContaining("status ");
                    }
                }
                client.send(ApiRequest.post(
                        HttpUrl.get(server.url("/post").toString()),
                        "application/x-www-form-urlencoded",
                        ("password=FORM-D&x=" + URLEncoder.encode(CANARY, UTF_8)).getBytes(UTF_8)));
            }
        }

        assertThat(everything())
                .contains("status", "page=2", "***")
                .doesNotContain(
                        "CANARY",
                        "COOKIE-",
                        "HEADER-",
                        "QkFTSUM0NTY",
                        "LINK-",
                        "LOCATION-",
                        "BODY-",
                        "USER-",
                        "PAGE-",
                        "BYTES-",
                        "JSON-",
                        "PARAM-",
                        "FORM-",
                        Base64.getEncoder().encodeToString((CANARY + ":").getBytes(UTF_8)));
    }

    @Test
    void foldersThatCannotBeUsedAreNamed() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("0001.json"), "{}");

        assertThatThrownBy(() -> new TestClient(
                        TestClient.settings().recordTo(full), Authentication.NONE, RateBudget.unlimited()))
                .hasMessage("the folder to record to, '" + full + "', holds something already")
                .satisfies(e -> assertThat(((SourceException) e).remedy()).hasValue("Record to a new folder."));
        assertThatThrownBy(() -> new TestClient(
                        TestClient.settings().replayFrom(full), Authentication.NONE, RateBudget.unlimited()))
                .hasMessage("'" + full.resolve("0001.json")
                        + "', to replay from, is no recorded exchange: it has no method, url and status");
        assertThatThrownBy(() -> new TestClient(
                        TestClient.settings().replayFrom(folder.resolve("none")),
                        Authentication.NONE,
                        RateBudget.unlimited()))
                .hasMessage("'" + folder.resolve("none") + "', to replay from, cannot be read")
                .satisfies(e -> assertThat(((SourceException) e).remedy())
                        .hasValue("Set 'replay_from' to a folder that 'record_to' filled."));
    }

    private TestClient recording(Authentication authentication) {
        return new TestClient(TestClient.settings().recordTo(folder), authentication, RateBudget.unlimited());
    }

    private TestClient replaying(Authentication authentication) {
        return new TestClient(TestClient.settings().replayFrom(folder), authentication, RateBudget.unlimited());
    }

    /** All files, names included. */
    private String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                all.append(each.getFileName()).append('\n');
                all.append(Files.readString(each, ISO_8859_1)).append('\n');
            }
        }
        return all.toString();
    }
}
