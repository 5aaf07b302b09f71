package dev.taphouse.host.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * How java.util.logging begins, once somebody uses it: everything goes to {@link JulHandler}. Made by the JDK, for which
 * it has to be public.
 */
public final class JulConfiguration {
    private static final String PROPERTIES = "handlers=" + JulHandler.class.getName() + "\n.level=INFO\n";

    /** Reads the configuration. */
    public JulConfiguration() throws IOException {
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(PROPERTIES.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
