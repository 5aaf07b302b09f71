package dev.taphouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.http.auth.Credential;
import dev.taphouse.testkit.http.FaultServer;
import dev.taphouse.testkit.http.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectWithinTheOriginKeepsTheCredentials(int status) throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> {
                    if (request.path().equals("/old")) {
                        reply.send(status, Map.of("Location", "/new?page=2"), "");
                    } else {
                        reply.json(200, "[]");
                    }
                });
                TestClient client = new TestClient(Credential.query("api_key", "k-123"))) {
            HttpUrl from = client.send(ApiRequest.get(url(server, "/old")), ApiResponse::url)
                    .orElseThrow();

            assertThat(from).isEqualTo(url(server, "/new?page=2"));
            assertThat(server.received())
                    .extracting(ReceivedRequest::target)
                    .containsExactly("/old?api_key=k-123", "/new?page=2&api_key=k-123");
        }
    }

    @Test
    void credentialsNeverFollowToAnotherOrigin() throws Exception {
        List<Authentication> all = List.of(
                Credential.header("X-Api-Key", "k-123"),
                Credential.query("api_key", "k-123"),
                Credential.basic("k-123", ""),
                Credential.bearer("k-123"));
        for (Authentication each : all) {
            try (FaultServer other = FaultServer.start((request, reply) -> reply.json(200, "[1]"));
                    FaultServer server = FaultServer.start((request, reply) -> reply.send(
                            302,
                            Map.of("Location", other.url("/file?sig=theirs").toString()),
                            ""));
                    TestClient client = new TestClient(each)) {
                String found = client.send(ApiRequest.get(url(server, "/a?x=1"))
                                .header("Cookie", "c=1")
                                .header("X-Own-Secret", "s")
                                .header("Accept", "application/json")
                                .header("If-None-Match", "e"))
                        .orElseThrow();

                assertThat(found).isEqualTo("[1]");
                ReceivedRequest followed = other.received().get(0);
                assertThat(followed.target()).isEqualTo("/file?sig=theirs");
                assertThat(followed.headers().keySet())
                        .containsExactlyInAnyOrder(
                                "host", "connection", "accept-encoding", "user-agent", "accept", "if-none-match");
            }
        }
    }

    @Test
    void credentialsFollowToAnAllowedOrigin() throws Exception {
        try (FaultServer other = FaultServer.start((request, reply) -> reply.json(200, "[1]"));
                FaultServer server = FaultServer.start((request, reply) ->
                        reply.send(302, Map.of("Location", other.url("/b").toString()), ""));
                TestClient client = new TestClient(
                        TestClient.settings().origins(List.of(url(server, "/"), url(other, "/"))),
                        Credential.bearer("k-123"),
                        RateBudget.unlimited())) {
            client.get(url(server, "/a"));

            assertThat(other.received().get(0).header("Authorization")).hasValue("Bearer k-123");
        }
    }

    @Test
    void aRedirectThatCarriesTheKeyItselfIsRefused() throws Exception {
        try (FaultServer other = FaultServer.start((request, reply) -> reply.json(200, "[1]"));
                FaultServer server = FaultServer.start((request, reply) -> reply.send(
                        302,
                        Map.of(
                                "Location",
                                other.url("/b?" + request.target().split("\\?")[1])
                                        .toString()),
                        ""));
                TestClient client = new TestClient(Credential.query("api_key", "k-123"))) {
            SourceException failure = client.failure(url(server, "/a"));

            assertThat(failure)
                    .hasMessage("GET " + server.url("/a") + ": status 302, a redirect to " + other.url("/b?api_key=***")
                            + ", which would carry the credentials to another origin");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void aRedirectOfAPostIsRefused() throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> reply.send(307, Map.of("Location", "/b"), ""));
                TestClient client = new TestClient()) {
            SourceException failure =
                    client.failure(ApiRequest.post(url(server, "/a"), "application/json", new byte[] {'1'}));

            assertThat(failure.kind()).isEqualTo(Kind.DATA);
            assertThat(failure)
                    .hasMessage("POST " + server.url("/a") + ": status 307, a redirect to " + server.url("/b")
                            + ", which only a GET follows");
        }
    }

    @Test
    void redirectsInACircleEnd() throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> reply.send(302, Map.of("Location", "/a"), ""));
                TestClient client = new TestClient()) {
            SourceException failure = client.failure(url(server, "/a"));

            assertThat(failure).hasMessage("GET " + server.url("/a") + ": more than 10 redirects");
            assertThat(server.received()).hasSize(11);
        }
    }

    @Test
    void aRedirectFromEncryptedToPlainIsRefused(@TempDir Path folder) throws Exception {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates tls =
                new HandshakeCertificates.Builder().heldCertificate(own).build();
        Path ca = Files.writeString(folder.resolve("ca.pem"), own.certificatePem());
        ClientSettings settings =
                TestClient.settings().tls(new TlsFiles(Optional.of(ca), Optional.empty(), Optional.empty()));
        try (FaultServer plain = FaultServer.start((request, reply) -> reply.json(200, "[1]"));
                FaultServer server = FaultServer.start(
                        tls.sslContext(),
                        (request, reply) -> reply.send(
                                302, Map.of("Location", plain.url("/b").toString()), ""));
                TestClient client = new TestClient(settings, Authentication.NONE, RateBudget.unlimited())) {
            assertThat(client.failure(url(server, "/a")))
                    .hasMessage("GET " + server.url("/a") + ": status 302, a redirect to " + plain.url("/b")
                            + ", which is not encrypted");
            assertThat(plain.received()).isEmpty();
        }
    }

    @Test
    void aRefusalAfterARedirectElsewhereDoesNotRenewTheToken() throws Exception {
        Authentication counting = new Authentication() {
            @Override
            public ApiRequest apply(ApiRequest request, Sender sender) {
                return request.header("Authorization", "Bearer t");
            }

            @Override
            public boolean renew(ApiRequest refused, Sender sender) {
                throw new AssertionError("the token was not refused: it was not sent");
            }
        };
        try (FaultServer other = FaultServer.start((request, reply) -> reply.json(401, "{}"));
                FaultServer server = FaultServer.start((request, reply) ->
                        reply.send(302, Map.of("Location", other.url("/b").toString()), ""));
                TestClient client = new TestClient(counting)) {
            SourceException failure = client.failure(url(server, "/a"));

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure).hasMessageStartingWith("GET " + other.url("/b") + ": status 401");
            assertThat(failure.remedy())
                    .hasValue(
                            "The redirect led to another origin, where the credentials are not sent: set the address to"
                                    + " it, if it is the right server.");
        }
    }

    private static HttpUrl url(FaultServer server, String target) {
        return HttpUrl.get(server.url(target).toString());
    }
}
