package dev.taphouse.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Who asks: the server's operator can see it and knows whom to write to. */
final class UserAgent {
    private static final String VERSION = version();

    private UserAgent() {}

    /** The header's value: {@code taphouse/<version> (<plugin>; +<contact>)}. */
    static String of(String plugin, String contact) {
        return ("taphouse/" + VERSION + " (" + plugin + "; +" + contact + ")").replaceAll("[^ -~]", "?");
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = UserAgent.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
