package dev.taphouse.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.RateBudget;
import dev.taphouse.http.client.RetryPolicy;
import dev.taphouse.http.client.TestClient;
import dev.taphouse.testkit.TestContext;
import dev.taphouse.testkit.http.FaultServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for tokens. */
class OAuth2Test {
    private final TokenServer server;
    private final MovingClock clock = new MovingClock();
    private final TestContext context = TestClient.context().clock(clock);

    OAuth2Test() throws IOException {
        server = new TokenServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aClientGetsATokenAndUsesItUntilItExpires() throws Exception {
        server.life(3600);
        try (TestClient client = client(clientCredentials().param("scope", "read:all"))) {
            assertThat(client.get(server.dataUrl())).isEqualTo("[1]");
            assertThat(client.get(server.dataUrl())).isEqualTo("[1]");

            assertThat(server.forms())
                    .containsExactly(Map.of(
                            "grant_type", "client_credentials",
                            "client_id", "c1",
                            "client_secret", "s3cret&more",
                            "scope", "read:all"));
            clock.pass(3600 - 61);
            assertThat(client.get(server.dataUrl())).isEqualTo("[1]");
            clock.pass(1);
            assertThat(client.get(server.dataUrl())).isEqualTo("[2]");
        }
        assertThat(context.counted("http_retries")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"100, 89, 90", "30, 26, 27", "86400, 86339, 86340"})
    void aTokenIsRenewedAMinuteOrATenthOfItsLifeBeforeItsEnd(long life, long fresh, long due) throws Exception {
        server.life(life);
        try (TestClient client = client(clientCredentials())) {
            client.get(server.dataUrl());
            clock.pass(fresh);
            assertThat(client.get(server.dataUrl())).isEqualTo("[1]");
            clock.pass(due - fresh);
            assertThat(client.get(server.dataUrl())).isEqualTo("[2]");
        }
    }

    @Test
    void theClientMayBeShownByBasicAuthentication() throws Exception {
        try (TestClient client = client(clientCredentials().clientAsBasic())) {
            client.get(server.dataUrl());

            assertThat(server.forms()).containsExactly(Map.of("grant_type", "client_credentials"));
            assertThat(server.received().get(0).header("Authorization")).hasValue("Basic YzE6czNjcmV0JTI2bW9yZQ==");
        }
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() throws Exception {
        try (TestClient client = client(refresh())) {
            client.get(server.dataUrl());
            server.expire();

            assertThat(client.get(server.dataUrl())).isEqualTo("[2]");

            assertThat(server.forms())
                    .extracting(form -> form.get("refresh_token"))
                    .containsExactly("refresh-0", "refresh-1");
        }
    }

    @Test
    void aRefusedTokenIsRenewedAlsoWhereNothingIsTriedAgain() throws Exception {
        RetryPolicy none = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
        try (TestClient client = new TestClient(
                TestClient.settings().retry(none),
                refresh().authentication(context),
                RateBudget.unlimited(),
                context)) {
            client.get(server.dataUrl());
            server.expire();
            assertThat(client.get(server.dataUrl())).isEqualTo("[2]");
        }
    }

    @Test
    void aTokenThatExpiresDuringABackOffIsRenewedBeforeTheNextTry() throws Exception {
        server.life(3600);
        int[] busy = {0};
        try (FaultServer api = FaultServer.start((request, reply) -> {
                    if (busy[0]++ < 1) {
                        clock.pass(4000); // the back-off outlives the token
                        reply.json(503, "{}");
                    } else {
                        reply.json(200, "\"" + request.header("Authorization").orElse("") + "\"");
                    }
                });
                TestClient client = client(refresh())) {
            assertThat(client.get(HttpUrl.get(api.url("/a").toString()))).isEqualTo("\"Bearer access-2\"");
        }
    }

    @Test
    void theRefreshItselfIsTriedAgain() throws Exception {
        for (int status : new int[] {429, 500, 503}) {
            server.next((request, reply) -> reply.json(status, "{}"));
            try (TestClient client = client(clientCredentials())) {
                client.get(server.dataUrl());
                server.expire();
                server.next((request, reply) -> reply.reset());
                client.get(server.dataUrl());
            }
        }
    }

    @Test
    void aRotatedTokenIsFoundByTheNextSession() throws Exception {
        try (TestClient client = client(refresh())) {
            client.get(server.dataUrl());
        }
        try (TestClient client = client(refresh())) {
            assertThat(client.get(server.dataUrl())).isEqualTo("[1]");
            server.expire();
            assertThat(client.get(server.dataUrl())).isEqualTo("[2]");
        }
        assertThat(server.forms())
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("refresh-0", "refresh-1");
    }

    @Test
    void aNewLoginInTheConfigIsUsed() throws Exception {
        try (TestClient client = client(refresh())) {
            client.get(server.dataUrl());
        }
        String fresh = server.rotate();
        server.expire();
        try (TestClient client = client(OAuth2.refreshToken(server.tokenUrl(), "c1", "s3cret&more", fresh))) {
            assertThat(client.get(server.dataUrl())).isEqualTo("[3]");
        }
    }

    @Test
    void aRefreshTokenThatIsUsedUpMeansLogInAgain() throws Exception {
        server.rotate();
        try (TestClient client = client(refresh())) {
            SourceException failure = client.failure(server.dataUrl());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure)
                    .hasMessage("POST " + server.tokenUrl()
                            + ": status 400 instead of a token: refresh token *** was used" + " (invalid_grant)");
            assertThat(failure.remedy())
                    .hasValue(
                            "Log in again and put the new refresh token into the config: the one there was used up, has"
                                    + " expired or was revoked.");
            assertThat(server.forms()).hasSize(1);
        }
    }

    @Test
    void anInvalidGrantReadsTheStoreAgainForWhatAnotherProcessStored() throws Exception {
        AtomicReference<Map<String, String>> store = new AtomicReference<>(Map.of());
        SourceContext unlocked = (SourceContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SourceContext.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("secrets")) {
                        return method.invoke(context, arguments);
                    }
                    Map<String, String> now =
                            ((SourceContext.Refresh) arguments[1]).refresh(Objects.requireNonNull(store.get()));
                    store.set(now);
                    return now;
                });
        server.next((request, reply) -> {
            String other = server.rotate();
            store.set(Map.of("access_token", "access-1", "refresh_token", other));
            reply.json(400, "{\"error\":\"invalid_grant\"}");
        });
        try (TestClient client = new TestClient(
                TestClient.settings(), refresh().authentication(unlocked), RateBudget.unlimited(), context)) {
            assertThat(client.get(server.dataUrl())).isEqualTo("[1]");
            server.expire();
            assertThat(client.get(server.dataUrl())).isEqualTo("[2]");
        }
        assertThat(server.forms())
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("refresh-0", "refresh-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {'error':'invalid_client'} | CREDENTIALS | Check client_id and client_secret in the config.",
                "400 | {'error':'unauthorized_client'} | CREDENTIALS | Check client_id and client_secret in the config.",
                "400 | {'error':'invalid_scope','error_description':'no scope s3cret&more'} | CONFIG | Check the"
                        + " authentication's settings.",
                "404 | not here | CONFIG | Check token_url in the config.",
                "200 | {'token':'x'} | CONFIG | Check token_url in the config.",
            })
    void refusalsOfTheTokenServerAreExplained(int status, String body, Kind kind, String remedy) throws Exception {
        server.next((request, reply) -> reply.json(status, body.replace('\'', '"')));
        try (TestClient client = client(clientCredentials())) {
            SourceException failure = client.failure(server.dataUrl());

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure)
                    .hasMessageStartingWith("POST " + server.tokenUrl() + ": status " + status + " instead of a token")
                    .message()
                    .doesNotContain("s3cret");
            assertThat(failure.remedy()).hasValue(remedy);
            assertThat(server.forms()).hasSize(1);
        }
    }

    @Test
    void aPasswordMakesATokenAgainWhenItsRefreshTokenIsUsedUp() throws Exception {
        OAuth2 oauth = OAuth2.password(server.tokenUrl(), "c1", "s3cret&more", "me", "pa55");
        server.next((request, reply) ->
                reply.json(200, "{\"access_token\":\"access-0\",\"refresh_token\":\"gone\",\"expires_in\":\"10\"}"));
        try (TestClient client = client(oauth)) {
            assertThat(client.get(server.dataUrl())).isEqualTo("[0]");
            server.expire();
            assertThat(client.get(server.dataUrl())).isEqualTo("[1]");

            assertThat(server.forms())
                    .extracting(form -> form.get("grant_type"))
                    .containsExactly("password", "refresh_token", "password");
            assertThat(server.forms().get(2)).containsEntry("username", "me").containsEntry("password", "pa55");
        }
    }

    @Test
    void sessionsAndThreadsWithOneCredentialUseEachRefreshTokenOnce() throws Exception {
        long seed = new Random().nextLong();
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                clients.add(client(refresh()));
            }
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                TestClient client = clients.get(i % clients.size());
                boolean expires = random.nextInt(10) == 0;
                all.add(threads.submit(() -> {
                    if (expires) {
                        server.expire();
                    }
                    return got(client);
                }));
            }
            for (Future<String> each : all) {
                assertThat(each.get()).matches("\\[\\d+]|refused again");
            }
        } finally {
            threads.shutdown();
            clients.forEach(TestClient::close);
        }
        assertThat(server.made()).isGreaterThan(1);
        assertThat(server.forms()).extracting(form -> form.get("refresh_token")).doesNotHaveDuplicates();
    }

    /** Two other threads may expire the token in a row; then a request is refused twice. */
    private String got(TestClient client) throws Exception {
        try {
            return client.get(server.dataUrl());
        } catch (SourceException e) {
            if (String.valueOf(e.getMessage()).contains("status 401: token expired (after 2 tries)")) {
                return "refused again";
            }
            throw e;
        }
    }

    @Test
    void tokensOfTwoLoginsDoNotPushEachOtherOut() throws Exception {
        Map<String, String> stored = new HashMap<>();
        try (TestClient one = client(refresh())) {
            one.get(server.dataUrl());
            String other = server.rotate();
            try (TestClient two = client(OAuth2.refreshToken(server.tokenUrl(), "c1", "s3cret&more", other))) {
                two.get(server.dataUrl());
            }
        }
        try (TestClient one = client(refresh())) {
            one.failure(server.dataUrl());
            server.forms().forEach(form -> stored.merge(form.get("refresh_token"), "x", String::concat));
        }
        assertThat(stored)
                .containsExactlyInAnyOrderEntriesOf(Map.of("refresh-0", "x", "refresh-1", "x", "refresh-2", "x"));
    }

    @Test
    void noTokenIsShown() throws Exception {
        try (FaultServer api = FaultServer.start((request, reply) -> reply.json(
                        400,
                        "{\"message\":\"bad token "
                                + request.header("Authorization").orElse("") + "\"}"));
                TestClient client = client(refresh())) {
            assertThat(client.failure(HttpUrl.get(api.url("/a").toString())))
                    .hasMessageEndingWith(": status 400: bad token Bearer ***");
        }
    }

    private OAuth2 clientCredentials() {
        return OAuth2.clientCredentials(server.tokenUrl(), "c1", "s3cret&more");
    }

    private OAuth2 refresh() {
        return OAuth2.refreshToken(server.tokenUrl(), "c1", "s3cret&more", "refresh-0");
    }

    private TestClient client(OAuth2 oauth) {
        return new TestClient(TestClient.settings(), oauth.authentication(context), RateBudget.unlimited(), context);
    }

    /** A clock that moves when it is told to. */
    private static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        synchronized void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
