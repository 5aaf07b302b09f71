package dev.taphouse.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** Makes what TLS needs of PEM files. */
final class Certificates {

    private Certificates() {}

    /**
     * Reads the files.
     *
     * @throws SourceException of kind CONFIG, naming the option
     */
    static HandshakeCertificates of(TlsFiles files) {
        HandshakeCertificates.Builder builder = new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
        files.authority()
                .ifPresent(file -> certificates(ClientOptions.CA.name(), file).forEach(builder::addTrustedCertificate));
        if (files.certificate().isPresent() != files.key().isPresent()) {
            throw wrong(
                    files.key().isPresent() ? ClientOptions.CERTIFICATE.name() : ClientOptions.KEY.name(),
                    "is missing: a client certificate and its key go together",
                    null);
        }
        files.certificate().ifPresent(file -> hold(builder, file, files.key().orElseThrow()));
        return builder.build();
    }

    private static void hold(HandshakeCertificates.Builder builder, Path certificate, Path key) {
        List<X509Certificate> chain = certificates(ClientOptions.CERTIFICATE.name(), certificate);
        try {
            HeldCertificate held = HeldCertificate.decode(
                    okhttp3.tls.Certificates.certificatePem(chain.get(0)) + text(ClientOptions.KEY.name(), key));
            builder.heldCertificate(held, chain.subList(1, chain.size()).toArray(X509Certificate[]::new));
        } catch (IllegalArgumentException e) {
            throw wrong(
                    ClientOptions.KEY.name(),
                    "the file '" + key + "' holds no private key that can be used: PKCS #8 (BEGIN PRIVATE KEY), RSA or"
                            + " EC, not encrypted",
                    e);
        }
    }

    @SuppressWarnings("unchecked") // the factory of X.509 makes no others
    private static List<X509Certificate> certificates(String option, Path file) {
        try {
            List<X509Certificate> all =
                    List.copyOf((java.util.Collection<X509Certificate>) CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(text(option, file).getBytes(UTF_8))));
            if (!all.isEmpty()) {
                return all;
            }
        } catch (CertificateException e) {
            throw wrong(option, "the file '" + file + "' holds no certificate that can be read", e);
        }
        throw wrong(option, "the file '" + file + "' holds no certificate", null);
    }

    private static String text(String option, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw wrong(
                    option,
                    "the file '" + file + "' cannot be read (" + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    private static SourceException wrong(String option, String what, @Nullable Throwable cause) {
        return new SourceException(Kind.CONFIG, "option '" + option + "': " + what, cause)
                .remedy("Set it to the path of a PEM file.");
    }
}
