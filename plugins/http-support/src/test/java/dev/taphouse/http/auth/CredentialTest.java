package dev.taphouse.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.RateBudget;
import dev.taphouse.http.client.TestClient;
import dev.taphouse.testkit.TestContext;
import dev.taphouse.testkit.http.FaultServer;
import dev.taphouse.testkit.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class CredentialTest {

    @Test
    void credentialsAreSentAsTheirKindSays() throws Exception {
        assertThat(sent(Credential.header("X-Api-Key", "k 1")).header("X-Api-Key"))
                .hasValue("k 1");
        assertThat(sent(Credential.query("api key", "k&1")).target()).isEqualTo("/a?x=1&api%20key=k%261");
        assertThat(sent(Credential.basic("me", "pässword")).header("Authorization"))
                .hasValue("Basic bWU6cMOkc3N3b3Jk");
        assertThat(sent(Credential.basic("key", "")).header("Authorization")).hasValue("Basic a2V5Og==");
        assertThat(sent(Credential.bearer("t1")).header("Authorization")).hasValue("Bearer t1");
        assertThat(sent(Authentication.NONE).header("Authorization")).isEmpty();
    }

    @Test
    void aKeyThatNoHeaderCanCarryIsRefusedAndNotShown() {
        for (String key : new String[] {"k-12345\n", "k\u201312345", " "}) {
            assertThatThrownBy(() -> Credential.bearer(key))
                    .isInstanceOfSatisfying(SourceException.class, e -> {
                        assertThat(e.kind()).isEqualTo(SourceException.Kind.CREDENTIALS);
                        assertThat(e.remedy())
                                .hasValue("Look for a line break or a quotation mark that was copied with it.");
                    })
                    .message()
                    .isEqualTo("the secret for the header 'Authorization' "
                            + (key.isBlank() ? "is empty" : "holds a character that no header can carry"));
        }
    }

    @Test
    void aSessionIsLoggedInToAgainWhenItIsRefused() throws Exception {
        int[] logins = {0};
        try (FaultServer server = FaultServer.start((request, reply) -> {
                    if (request.path().equals("/login")) {
                        reply.json(200, "{\"data\":{\"token\":\"s" + ++logins[0] + "\"}}");
                    } else if (request.header("X-Session").orElse("").equals("Token s2")) {
                        reply.json(200, "[" + logins[0] + "]");
                    } else {
                        reply.json(401, "{}");
                    }
                });
                TestContext context = TestClient.context();
                TestClient client = client(context, login(server, "data.token"))) {
            assertThat(client.get(url(server))).isEqualTo("[2]");
            assertThat(server.received().get(0).text()).isEqualTo("{\"user\":\"me\",\"password\":\"pa55\"}");
        }
    }

    @Test
    void aLoginThatFailsIsExplained() throws Exception {
        try (FaultServer server = FaultServer.start(
                        (request, reply) -> reply.json(403, "{\"message\":\"no such user or password pa55\"}"));
                TestContext context = TestClient.context();
                TestClient client = client(context, login(server, "token"))) {
            SourceException failure = client.failure(url(server));

            assertThat(failure.kind()).isEqualTo(SourceException.Kind.CREDENTIALS);
            assertThat(failure)
                    .hasMessage(
                            "POST " + server.url("/login") + ": status 403 to the login: no such user or password ***");
            assertThat(failure.remedy()).hasValue("Check user and password in the config.");
        }
    }

    @Test
    void aTokenThatIsNotWhereItShouldBeIsNamed() throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> reply.json(200, "{\"jwt\":\"x\"}"));
                TestContext context = TestClient.context();
                TestClient client = client(context, login(server, "token"))) {
            assertThat(client.failure(url(server)))
                    .hasMessage("POST " + server.url("/login") + ": the answer to the login has no 'token'");
        }
    }

    private static SessionLogin login(FaultServer server, String path) {
        ApiRequest login = ApiRequest.post(
                HttpUrl.get(server.url("/login").toString()),
                "application/json",
                "{\"user\":\"me\",\"password\":\"pa55\"}".getBytes(StandardCharsets.UTF_8));
        return new SessionLogin(login, path, "X-Session", "Token ", Optional.empty(), Set.of("pa55"));
    }

    private static TestClient client(TestContext context, SessionLogin login) {
        return new TestClient(TestClient.settings(), login.authentication(context), RateBudget.unlimited(), context);
    }

    private static ReceivedRequest sent(Authentication authentication) throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> reply.json(200, "[]"));
                TestClient client = new TestClient(authentication)) {
            client.get(HttpUrl.get(server.url("/a?x=1").toString()));
            return server.received().get(0);
        }
    }

    private static HttpUrl url(FaultServer server) {
        return HttpUrl.get(server.url("/a").toString());
    }
}
