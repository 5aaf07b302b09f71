package dev.taphouse.host.plugin.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The loader of one plugin in one run: its own jars, over a parent that shows the shared API only. Delegation is the
 * ordinary one, parent first.
 *
 * <p>Thread-safe and parallel capable.
 */
public final class ConnectorClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    /**
     * A loader named after its plugin, so that stack traces show it.
     *
     * @param plugin id and version, such as {@code crm@1.0.0}
     * @param path the jars, in the order in which they are searched
     * @param api the filtering parent
     */
    public ConnectorClassLoader(String plugin, List<URL> path, HostApiClassLoader api) {
        super("plugin:" + plugin, path.toArray(URL[]::new), api);
    }

    /**
     * Takes the plugin's drivers out of {@link java.sql.DriverManager}, which would keep this loader alive.
     *
     * @return how many there were
     */
    public int sweepDrivers() {
        // Only a plugin that linked to DriverManager can have registered a driver: the others are spared its start.
        if (findLoadedClass("java.sql.DriverManager") == null) {
            return 0;
        }
        try {
            return sweeper().getDeclaredConstructor().newInstance().getAsInt();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("cannot sweep the drivers of " + getName(), e);
        }
    }

    /** DriverManager shows a caller the drivers of its own loader only, so the sweeper is defined in this one. */
    private Class<? extends IntSupplier> sweeper() throws IOException {
        String name = DriverSweeper.class.getName();
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] code = codeOfSweeper();
                loaded = defineClass(name, code, 0, code.length);
            }
            return loaded.asSubclass(IntSupplier.class);
        }
    }

    private static byte[] codeOfSweeper() throws IOException {
        try (InputStream in = DriverSweeper.class.getResourceAsStream("DriverSweeper.class")) {
            if (in == null) {
                throw new IOException("DriverSweeper.class is missing");
            }
            return in.readAllBytes();
        }
    }
}
