package dev.taphouse.http.client;

import okhttp3.HttpUrl;

/**
 * Who answers at an address.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as {@link HttpUrl} has it
 * @param port also where it is the scheme's default
 */
public record Origin(String scheme, String host, int port) {

    /** That of a URL. */
    public static Origin of(HttpUrl url) {
        return new Origin(url.scheme(), url.host(), url.port());
    }

    @Override
    public String toString() {
        boolean usual = port == HttpUrl.defaultPort(scheme);
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + (usual ? "" : ":" + port);
    }
}
