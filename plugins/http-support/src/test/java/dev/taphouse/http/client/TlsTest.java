package dev.taphouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.testkit.http.FaultServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path folder;

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(1).build();
    private final HeldCertificate intermediate = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .signedBy(authority)
            .build();

    @Test
    void aSelfSignedCertificateIsRefusedWithTheWayOut() throws Exception {
        HeldCertificate own = certificate("127.0.0.1").build();
        try (FaultServer server = server(own);
                TestClient client = new TestClient()) {
            SourceException failure = client.failure(url(server));

            assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
            assertThat(failure)
                    .hasMessageStartingWith("GET " + server.url("/a")
                            + ": the server's certificate is not trusted (PKIX path building" + " failed");
            assertThat(failure.remedy())
                    .hasValue("Set 'ssl_ca' to a PEM file with the certificate that signed it, if it is the right"
                            + " server.");
            assertThat(client.host().counted("http_requests")).isEqualTo(1);
        }
    }

    @Test
    void theOwnAuthorityIsTrusted() throws Exception {
        HeldCertificate signed = certificate("127.0.0.1").signedBy(authority).build();
        try (FaultServer server = server(signed);
                TestClient client = client(Optional.of(pem("ca", authority)), Optional.empty(), Optional.empty())) {
            assertThat(client.get(url(server))).isEqualTo("[]");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        HeldCertificate signed =
                certificate("other.example.com").signedBy(authority).build();
        try (FaultServer server = server(signed);
                TestClient client = client(Optional.of(pem("ca", authority)), Optional.empty(), Optional.empty())) {
            SourceException failure = client.failure(url(server));

            assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
            assertThat(failure)
                    .hasMessage("GET " + server.url("/a") + ": the server's certificate is for another host");
            assertThat(failure.remedy()).hasValue("Use the host name that the certificate is for.");
        }
    }

    @Test
    void aClientCertificateIsShownWithItsChain() throws Exception {
        HeldCertificate me = new HeldCertificate.Builder()
                .commonName("me")
                .signedBy(intermediate)
                .build();
        Path certificate =
                Files.writeString(folder.resolve("me.pem"), me.certificatePem() + intermediate.certificatePem());
        Path key = Files.writeString(folder.resolve("me.key"), me.privateKeyPkcs8Pem());
        try (MockWebServer server = serverThatAsksBack();
                TestClient client =
                        client(Optional.of(pem("ca", authority)), Optional.of(certificate), Optional.of(key))) {
            assertThat(client.get(server.url("/a"))).isEqualTo("[]");
            assertThat(server.takeRequest().getHandshake().peerPrincipal().getName())
                    .isEqualTo("CN=me");
        }
    }

    @Test
    void aMissingClientCertificateIsNamed() throws Exception {
        try (MockWebServer server = serverThatAsksBack();
                TestClient client = client(Optional.of(pem("ca", authority)), Optional.empty(), Optional.empty())) {
            SourceException failure = client.failure(server.url("/a"));
            // the reset behind the refusal may overtake it: then the connection just failed
            for (int again = 0; again < 50 && failure.kind() == Kind.UNAVAILABLE; again++) {
                failure = client.failure(server.url("/a"));
            }

            assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
            assertThat(failure).hasMessageContaining(": the server wants another client certificate (");
            assertThat(failure.remedy()).hasValue("Set 'ssl_certificate' and 'ssl_key'.");
        }
    }

    @Test
    void plainHttpBehindAnEncryptedAddressIsNamed() throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> reply.json(200, "[]"));
                TestClient client = new TestClient()) {
            HttpUrl wrong = url(server).newBuilder().scheme("https").build();

            SourceException failure = client.failure(wrong);

            assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
            assertThat(failure).hasMessage("GET " + wrong + ": TLS failed (Unsupported or unrecognized SSL message)");
            assertThat(failure.remedy()).hasValue("Check scheme and port of the address.");
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        Path none = folder.resolve("none.pem");
        Path text = Files.writeString(folder.resolve("text.pem"), "no PEM");
        Path certificate = pem("cert", authority);
        String remedy = "Set it to the path of a PEM file.";

        assertThatThrownBy(() -> client(Optional.of(none), Optional.empty(), Optional.empty()))
                .hasMessage("option 'ssl_ca': the file '" + none + "' cannot be read (NoSuchFileException)")
                .satisfies(e -> assertThat(((SourceException) e).remedy()).hasValue(remedy));
        assertThatThrownBy(() -> client(Optional.of(text), Optional.empty(), Optional.empty()))
                .hasMessageStartingWith("option 'ssl_ca': the file '" + text + "' holds no certificate");
        assertThatThrownBy(() -> client(Optional.empty(), Optional.of(certificate), Optional.empty()))
                .hasMessage("option 'ssl_key': is missing: a client certificate and its key go together");
        assertThatThrownBy(() -> client(Optional.empty(), Optional.empty(), Optional.of(certificate)))
                .hasMessage("option 'ssl_certificate': is missing: a client certificate and its key go together");
        assertThatThrownBy(() -> client(Optional.empty(), Optional.of(certificate), Optional.of(text)))
                .hasMessage("option 'ssl_key': the file '" + text + "' holds no private key that can be used: PKCS #8"
                        + " (BEGIN PRIVATE KEY), RSA or EC, not encrypted");
    }

    private static HeldCertificate.Builder certificate(String host) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(host);
    }

    private static FaultServer server(HeldCertificate certificate) throws IOException {
        HandshakeCertificates tls =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        return FaultServer.start(tls.sslContext(), (request, reply) -> reply.json(200, "[]"));
    }

    private MockWebServer serverThatAsksBack() throws IOException {
        HandshakeCertificates tls = new HandshakeCertificates.Builder()
                .heldCertificate(certificate("localhost").signedBy(authority).build())
                .addTrustedCertificate(authority.certificate())
                .build();
        MockWebServer server = new MockWebServer();
        // of 1.3, the refusal may be lost in the reset that follows it
        server.useHttps(new Tls12(tls.sslSocketFactory()));
        server.requireClientAuth();
        server.enqueue(new MockResponse.Builder().body("[]").build());
        server.start();
        return server;
    }

    private Path pem(String name, HeldCertificate certificate) throws IOException {
        return Files.writeString(folder.resolve(name + ".pem"), certificate.certificatePem());
    }

    private static TestClient client(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
        return new TestClient(
                TestClient.settings().tls(new TlsFiles(ca, certificate, key)),
                Authentication.NONE,
                RateBudget.unlimited());
    }

    private static HttpUrl url(FaultServer server) {
        return HttpUrl.get(server.url("/a").toString());
    }
}
