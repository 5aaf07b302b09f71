package dev.taphouse.http.client;

import java.nio.file.Path;
import java.util.Optional;

/**
 * PEM files for TLS, besides what Java has. Servers are always verified.
 *
 * @param authority certificates that may have signed the server's, besides those that Java trusts
 * @param certificate of the client, followed by those that signed it
 * @param key of the client's certificate: PKCS #8, not encrypted
 */
public record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {
    /** None. */
    public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());
}
