package dev.taphouse.sql.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted.
 *
 * @param mode how much is verified
 * @param authority PEM text of the certificates that may have signed the server's; without, those that Java trusts
 * @param certificate PEM text of the client's certificate, with those that signed it
 * @param key PEM text of the client's private key
 * @param keyPassword what the key is encrypted with
 */
public record Tls(
        TlsMode mode,
        @Nullable String authority,
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String keyPassword) {
    /** How much is verified. */
    public static final Option<String> MODE = Option.text(
                    "ssl_mode", "How connections are encrypted, as libpq's sslmode has it")
            .oneOf(TlsMode.texts())
            .defaultsTo(TlsMode.PREFER.text());

    /** Whether TLS is wanted at all: how two other taps say it. */
    public static final Option<Optional<Boolean>> SSL = Option.flag(
                    "ssl", "Short for ssl_mode: true for at least require, false for disable")
            .alias("ssl_enable")
            .optional();

    /** Who signed the server's certificate. */
    public static final Option<Optional<String>> CA = Option.text(
                    "ssl_ca", "Certificates that the server's is checked against: path or text of a PEM file")
            .alias("ssl_certificate_authority")
            .optional();

    /** Who the client is. */
    public static final Option<Optional<String>> CERTIFICATE = Option.text(
                    "ssl_certificate", "Certificate of the client: path or text of a PEM file")
            .alias("ssl_client_certificate")
            .optional();

    /** The client's key. */
    public static final Option<Optional<String>> KEY = Option.secret(
                    "ssl_key", "Private key of the client's certificate: path or text of a PEM file")
            .alias("ssl_client_private_key")
            .optional();

    /** What the client's key is encrypted with. */
    public static final Option<Optional<String>> KEY_PASSWORD = Option.secret(
                    "ssl_key_password", "Password of the client's private key")
            .optional();

    /** The options, for a connector's list. */
    public static List<Option<?>> options() {
        return List.of(MODE, SSL, CA, CERTIFICATE, KEY, KEY_PASSWORD);
    }

    /**
     * What the options say. Reads their files.
     *
     * @throws dev.taphouse.api.SourceException of kind CONFIG for files that cannot be used
     */
    public static Tls of(SourceContext context) {
        Tls tls = new Tls(
                mode(TlsMode.of(context.get(MODE)), context.get(SSL)),
                text(context, CA),
                text(context, CERTIFICATE),
                text(context, KEY),
                context.get(KEY_PASSWORD).orElse(null));
        if ((tls.certificate == null) != (tls.key == null)) {
            throw PemOption.wrong(
                    tls.key == null ? KEY.name() : CERTIFICATE.name(),
                    "is missing; a client certificate and its key go together",
                    null);
        }
        if (tls.mode != TlsMode.DISABLE) {
            tls.context();
        }
        return tls;
    }

    private static TlsMode mode(TlsMode wished, Optional<Boolean> ssl) {
        if (ssl.isEmpty()) {
            return wished;
        }
        if (!ssl.get()) {
            return TlsMode.DISABLE;
        }
        return wished.compareTo(TlsMode.REQUIRE) < 0 ? TlsMode.REQUIRE : wished;
    }

    private static @Nullable String text(SourceContext context, Option<Optional<String>> option) {
        return context.get(option)
                .map(value -> PemOption.text(option.name(), value))
                .orElse(null);
    }

    /** Whether the server's certificate is checked: also in mode require when an authority is given, as libpq does. */
    public boolean verifies() {
        return mode.compareTo(TlsMode.VERIFY_CA) >= 0 || (mode == TlsMode.REQUIRE && authority != null);
    }

    /**
     * What sockets are made of. Whether the server has the name that was asked for is the driver's to check.
     *
     * @throws dev.taphouse.api.SourceException of kind CONFIG for certificates and keys that cannot be used
     */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), verifies() ? trusted() : new TrustManager[] {new TrustEveryone()}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
        }
    }

    private TrustManager @Nullable [] trusted() throws GeneralSecurityException, IOException {
        if (authority == null) {
            return null;
        }
        KeyStore store = empty();
        int n = 0;
        for (Certificate each : certificates(CA.name(), authority)) {
            store.setCertificateEntry("ca" + n++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
        if (certificate == null || key == null) {
            return null;
        }
        KeyStore store = empty();
        try {
            store.setKeyEntry(
                    "client",
                    PrivateKeys.read(key, keyPassword),
                    new char[0],
                    certificates(CERTIFICATE.name(), certificate).toArray(Certificate[]::new));
        } catch (GeneralSecurityException | IOException e) {
            throw PemOption.wrong(KEY.name(), "the private key cannot be used (" + e.getMessage() + ")", e);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(String option, String pem) {
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)));
            if (!all.isEmpty()) {
                return all;
            }
        } catch (CertificateException e) {
            throw PemOption.wrong(option, "it holds no certificate that can be read (" + e.getMessage() + ")", e);
        }
        throw PemOption.wrong(option, "it holds no certificate", null);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Keeps the keys out of messages. */
    @Override
    public String toString() {
        return mode.text();
    }
}
