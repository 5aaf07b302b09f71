package dev.taphouse.postgresql.connection;

import dev.taphouse.sql.server.Tls;
import dev.taphouse.sql.server.TlsMode;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ssl.WrappedFactory;

/**
 * Encrypts the driver's connections. The driver makes it by name and hands it the properties of the connection; its own
 * factory takes files alone, and knows of no authorities but those in one.
 */
public final class TlsSocketFactory extends WrappedFactory {
    private static final String PREFIX = "taphouse.tls.";

    /**
     * Called by the driver.
     *
     * @param properties of the connection, as {@link #properties} made them
     */
    public TlsSocketFactory(Properties properties) {
        Tls tls = new Tls(
                TlsMode.valueOf(properties.getProperty(PREFIX + "mode")),
                properties.getProperty(PREFIX + "authority"),
                properties.getProperty(PREFIX + "certificate"),
                properties.getProperty(PREFIX + "key"),
                properties.getProperty(PREFIX + "key_password"));
        factory = tls.context().getSocketFactory();
    }

    /** What tells the driver and this class how to encrypt. */
    static Properties properties(Tls tls) {
        Properties properties = new Properties();
        properties.setProperty("sslmode", tls.mode().text());
        if (tls.mode() != TlsMode.DISABLE) {
            properties.setProperty("sslfactory", TlsSocketFactory.class.getName());
            properties.setProperty(PREFIX + "mode", tls.mode().name());
            put(properties, "authority", tls.authority());
            put(properties, "certificate", tls.certificate());
            put(properties, "key", tls.key());
            put(properties, "key_password", tls.keyPassword());
        }
        return properties;
    }

    private static void put(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(PREFIX + name, value);
        }
    }
}
