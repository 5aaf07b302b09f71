package dev.taphouse.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is, and which version of the plugin API it provides. */
public final class Versions {
    private static final Properties VERSIONS = read();

    private Versions() {}

    /** The version of the host, such as {@code 0.1.0}. */
    public static String host() {
        return VERSIONS.getProperty("host");
    }

    /** The version of the plugin API, without a pre-release suffix. */
    public static String api() {
        return VERSIONS.getProperty("api");
    }

    private static Properties read() {
        Properties versions = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
