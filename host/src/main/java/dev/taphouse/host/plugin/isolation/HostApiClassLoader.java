package dev.taphouse.host.plugin.isolation;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parent of every plugin's class loader: shows the JDK and the packages a plugin shares with the host, and nothing
 * else. A library that a plugin forgot to bundle is missing, however many the host has of it.
 *
 * <p>Thread-safe and parallel capable.
 */
public final class HostApiClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    /** The packages taken from the host, exactly: their sub-packages are not included. */
    public static final Set<String> PACKAGES = Set.of(
            "dev.taphouse.api",
            "org.jspecify.annotations",
            "org.slf4j",
            "org.slf4j.event",
            "org.slf4j.helpers",
            "org.slf4j.spi");

    private final ClassLoader host;

    /**
     * A filter over the host's loader.
     *
     * @param host the loader that has the shared packages
     */
    public HostApiClassLoader(ClassLoader host) {
        super("host-api", getPlatformClassLoader());
        this.host = Objects.requireNonNull(host, "host is null");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name, '.')) {
            return host.loadClass(name);
        }
        Class<?> type = super.loadClass(name, resolve);
        // The platform loader hands out classes of modules that the application loader defines.
        if (type.getClassLoader() == getSystemClassLoader()) {
            throw new ClassNotFoundException(name);
        }
        return type;
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return isShared(name, '/') ? host.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return isShared(name, '/') ? host.getResources(name) : Collections.emptyEnumeration();
    }

    private static boolean isShared(String name, char separator) {
        int end = name.lastIndexOf(separator);
        return end > 0 && PACKAGES.contains(name.substring(0, end).replace(separator, '.'));
    }
}
