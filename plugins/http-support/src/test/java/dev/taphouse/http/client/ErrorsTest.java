package dev.taphouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.http.auth.Credential;
import dev.taphouse.http.client.ErrorRule.Action;
import dev.taphouse.http.client.ErrorRule.Match;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private final MockWebServer server = new MockWebServer();
    private final TestClient client = new TestClient();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, DATA, 1, ''",
        "401, CREDENTIALS, 1, Check the credentials in the config.",
        "402, PERMISSION, 1, The account's plan does not include this.",
        "403, PERMISSION, 1, 'Give the credentials the right to read this, or do not select the stream.'",
        "404, ABSENT, 1, 'Check the address, or do not select the stream.'",
        "405, DATA, 1, ''",
        "408, UNAVAILABLE, 4, ''",
        "409, DATA, 1, ''",
        "410, ABSENT, 1, 'Check the address, or do not select the stream.'",
        "422, DATA, 1, ''",
        "425, UNAVAILABLE, 4, ''",
        "429, UNAVAILABLE, 4, ''",
        "500, UNAVAILABLE, 4, ''",
        "501, DATA, 1, ''",
        "502, UNAVAILABLE, 4, ''",
        "503, UNAVAILABLE, 4, ''",
        "504, UNAVAILABLE, 4, ''",
        "520, UNAVAILABLE, 4, ''",
    })
    void statusesHaveTheirKind(int status, Kind kind, int tries, String remedy) {
        for (int i = 0; i < tries; i++) {
            server.enqueue(answer(status, "{\"message\":\"because\"}").build());
        }

        SourceException failure = client.failure(server.url("/things?page=2"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure)
                .hasMessage("GET " + server.url("/things?page=2") + ": status " + status
                        + (status == 429 ? " (rate limit)" : "") + ": because"
                        + (tries > 1 ? " (after 4 tries)" : ""));
        assertThat(failure.remedy().orElse("")).isEqualTo(remedy);
        assertThat(server.getRequestCount()).isEqualTo(tries);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'message':'No such site','type':'t','api_error_code':'site_not_found'} | No such site (site_not_found)",
                "{'error':'invalid_request','error_description':'no such scope'} | no such scope (invalid_request)",
                "{'error':{'code':'E7','message':'not this way'}} | not this way (E7)",
                "{'errors':[{'title':'bad','detail':'the field x'}]} | the field x",
                "{'errors':['first','second']} | first",
                "[{'message':'Session expired','errorCode':'INVALID_SESSION_ID'}] | Session expired (INVALID_SESSION_ID)",
                "{'error':'plain'} | plain",
                "{'message':'two\\nlines'} | two lines",
                "{'message':'cut off', 'more | cut off",
                "{'weird':1} | application/json, '{'weird':1}'",
                "<html>Bad</html> | application/json, '<html>Bad</html>'",
            })
    void theApisOwnWordsAreShown(String body, String words) {
        server.enqueue(answer(400, body.replace('\'', '"')).build());

        assertThat(client.failure(server.url("/a")))
                .hasMessage("GET " + server.url("/a") + ": status 400: "
                        + (words.startsWith("application") ? words.replace("{'weird':1}", "{\"weird\":1}") : words));
    }

    @Test
    void aRefusalIsOneLineAndNotLong() {
        server.enqueue(answer(400, "{\"message\":\"" + "word ".repeat(1000) + "\"}")
                .addHeader("X-Request-Id", "id-7")
                .build());

        String message = client.failure(server.url("/a")).getMessage();

        assertThat(message).hasLineCount(1).hasSizeLessThan(450).endsWith("word ... [request id id-7]");
    }

    @Test
    void aTokenIsRenewedOnceOnly() {
        for (int i = 0; i < 3; i++) {
            server.enqueue(answer(401, "{\"message\":\"who?\"}").build());
        }
        Authentication stubborn = new Authentication() {
            @Override
            public ApiRequest apply(ApiRequest request, Sender sender) {
                return request;
            }

            @Override
            public boolean renew(ApiRequest refused, Sender sender) {
                return true;
            }
        };
        try (TestClient renewing = new TestClient(stubborn)) {
            SourceException failure = renewing.failure(server.url("/a"));

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure).hasMessage("GET " + server.url("/a") + ": status 401: who? (after 2 tries)");
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void aForbiddenThatIsARateLimitIsOne() throws Exception {
        server.enqueue(answer(403, "{\"message\":\"API rate limit exceeded\"}")
                .addHeader("X-RateLimit-Remaining", "0")
                .addHeader("X-RateLimit-Reset", "0")
                .build());
        server.enqueue(answer(403, "{\"message\":\"secondary limit\"}")
                .addHeader("Retry-After", "0")
                .build());
        server.enqueue(answer(200, "[]").build());

        assertThat(client.get(server.url("/a"))).isEqualTo("[]");
        assertThat(client.host().logged())
                .anySatisfy(line -> assertThat(line).contains(": status 403 (rate limit): API rate limit exceeded;"));
    }

    @Test
    void aPageForABrowserIsNoData() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html; charset=utf-8")
                .body("\n<!DOCTYPE html>\n<html><title>Log in</title></html>")
                .build());

        SourceException failure = client.failure(server.url("/a"));

        assertThat(failure.kind()).isEqualTo(Kind.DATA);
        assertThat(failure)
                .hasMessage("GET " + server.url("/a")
                        + ": status 200 with a page for a browser (text/html; charset=utf-8) instead of data:"
                        + " '<!DOCTYPE html> <html><title>Log in</title></html>'");
        assertThat(failure.remedy()).hasValue("Check the address: it may be that of the website, or lead to a login.");
    }

    @Test
    void dataThatIsCalledAPageIsRead() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html")
                .body("{\"a\":1}")
                .build());

        assertThat(client.get(server.url("/a"))).isEqualTo("{\"a\":1}");
    }

    @Test
    void notModifiedIsAnAnswerToAConditionalRequestOnly() throws Exception {
        server.enqueue(new MockResponse.Builder().code(304).build());
        server.enqueue(new MockResponse.Builder().code(304).build());
        ApiRequest request = ApiRequest.get(server.url("/a"));

        assertThat(client.send(request.header("If-None-Match", "\"e1\""), ApiResponse::status))
                .hasValue(304);
        assertThat(client.failure(request)).hasMessage("GET " + server.url("/a") + ": status 304");
    }

    @Test
    void theFirstRuleThatMatchesHolds() throws Exception {
        ErrorRule feature = rule(403, new Match("error.codes[1]", "no_feature"), Action.SKIP_STREAM, "Buy it.");
        ErrorRule skip = rule(403, new Match("error.kind", "empty"), Action.SKIP, null);
        ErrorRule retry = rule(404, null, Action.RETRY, null);
        ErrorRule fail = rule(404, null, Action.FAIL, null);
        server.enqueue(
                answer(403, "{\"error\":{\"codes\":[\"x\",\"no_feature\"]}}").build());
        server.enqueue(answer(403, "{\"error\":{\"kind\":\"empty\"}}").build());
        server.enqueue(answer(403, "{\"error\":{\"kind\":\"other\"}}").build());
        server.enqueue(answer(404, "").build());
        server.enqueue(answer(200, "[]").build());
        ApiRequest request = ApiRequest.get(server.url("/a"));

        SourceException absent = client.failure(request, feature, skip);
        assertThat(absent.kind()).isEqualTo(Kind.ABSENT);
        assertThat(absent.remedy()).hasValue("Buy it.");
        assertThat(client.send(request, feature, skip)).isEmpty();
        assertThat(client.failure(request, feature, skip).kind()).isEqualTo(Kind.PERMISSION);
        assertThat(client.send(request, retry, fail)).hasValue("[]");
    }

    @Test
    void failMeansNeitherSkipNorTryAgain() {
        server.enqueue(answer(404, "{}").build());
        server.enqueue(answer(503, "{\"api_error_code\":\"site_not_ready\"}").build());

        assertThat(client.failure(server.url("/a"), rule(404, null, Action.FAIL, null))
                        .kind())
                .isEqualTo(Kind.DATA);
        assertThat(client.failure(
                                server.url("/a"),
                                rule(503, new Match("api_error_code", "site_not_ready"), Action.FAIL, null))
                        .kind())
                .isEqualTo(Kind.DATA);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aSuccessThatIsNoneIsCaughtByARuleThatNamesItsStatus() throws Exception {
        ErrorRule notOk = rule(200, new Match("ok", "false"), Action.FAIL, "Ask the other way.");
        ErrorRule busy = rule(202, null, Action.RETRY, null);
        server.enqueue(
                answer(200, "{\"ok\":false,\"error\":\"no_such_channel\"}").build());
        server.enqueue(answer(202, "{}").build());
        server.enqueue(answer(200, "{\"ok\":true}" + " ".repeat(100_000) + "\n").build());

        SourceException failure = client.failure(server.url("/a"), notOk, busy);
        assertThat(failure.kind()).isEqualTo(Kind.DATA);
        assertThat(failure).hasMessage("GET " + server.url("/a") + ": status 200: no_such_channel");
        assertThat(failure.remedy()).hasValue("Ask the other way.");
        assertThat(client.send(ApiRequest.get(server.url("/a")), notOk, busy).orElse(""))
                .hasSize(100_012);
    }

    @Test
    void refreshTokenIsDoneOnceAndOnlyWhereThereIsOne() {
        server.enqueue(answer(403, "{\"code\":\"expired\"}").build());

        SourceException failure =
                client.failure(server.url("/a"), rule(403, new Match("code", "expired"), Action.REFRESH_TOKEN, null));

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void noSecretIsShown() {
        HttpUrl url = server.url("/a/c0nfig-secret?api_key=k1&access_token=t1&page_token=p2&at[after]=5&custom=c1")
                .newBuilder()
                .username("me")
                .password("pw")
                .build();
        ClientSettings settings =
                TestClient.settings().secrets(List.of("c0nfig-secret")).secretParams(List.of("custom"));
        server.enqueue(answer(
                        400,
                        "{\"message\":\"no: c0nfig-secret hdr/key+1 hdr%2Fkey%2B1 Bearer abcdef123 https://u:p@h/x"
                                + " token=zzz\"}")
                .addHeader("X-Request-Id", "hdr/key+1")
                .build());
        try (TestClient secret =
                new TestClient(settings, Credential.header("X-Key", "hdr/key+1"), RateBudget.unlimited())) {
            assertThat(secret.failure(url))
                    .hasMessage("GET "
                            + server.url("/a/***?api_key=***&access_token=***&page_token=p2&at[after]=5&custom=***")
                                    .toString()
                                    .replace("%5B", "[")
                                    .replace("%5D", "]")
                            + ": status 400: no: *** *** *** Bearer *** https://h/x token=*** [request id ***]");
        }
    }

    @Test
    void requestsToAnotherOriginAreRefused() {
        ClientSettings settings = TestClient.settings().origins(List.of(HttpUrl.get("https://api.example.com/v1")));
        try (TestClient strict = new TestClient(settings, Credential.bearer("tok-1"), RateBudget.unlimited())) {
            SourceException failure = strict.failure(server.url("/a?next=1"));

            assertThat(failure)
                    .hasMessage("GET " + server.url("/a?next=1") + ": this is at another origin than the API");
            assertThat(failure.remedy())
                    .hasValue("Add http://" + server.getHostName() + ":" + server.getPort()
                            + " to 'allowed_origins', if it may get the credentials.");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    private static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    private static ErrorRule rule(int status, @Nullable Match when, Action action, @Nullable String remedy) {
        return new ErrorRule(Set.of(status), Optional.ofNullable(when), action, Optional.ofNullable(remedy));
    }
}
