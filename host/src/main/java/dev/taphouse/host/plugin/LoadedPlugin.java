package dev.taphouse.host.plugin;

import dev.taphouse.api.Source;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.plugin.isolation.ConnectorClassLoader;
import dev.taphouse.host.plugin.isolation.ConnectorThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Driver;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pf4j.ExtensionWrapper;

/**
 * A plugin with its class loader, for one run. All of its code runs on threads that {@link #call} and {@link
 * #newThread} make. Thread-safe.
 */
public final class LoadedPlugin implements AutoCloseable {
    private final InstalledPlugin plugin;
    private final Lease lease;
    private final ConnectorPluginManager manager;
    private final ConnectorClassLoader loader;
    private final ConnectorThreads threads;
    private final Source source;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LoadedPlugin(InstalledPlugin plugin, Lease lease) {
        this.plugin = plugin;
        this.lease = lease;
        this.manager = new ConnectorPluginManager(Folders.parent(plugin.folder()), plugin.api());
        try {
            manager.loadPlugin(plugin.folder());
            this.loader = (ConnectorClassLoader) manager.getPluginClassLoader(plugin.id());
            this.threads = new ConnectorThreads(plugin.id(), loader);
            this.source = call(this::makeSource);
        } catch (Exception | Error e) {
            unload();
            throw explained(e);
        }
    }

    /**
     * Loads a plugin and makes its source.
     *
     * @throws Failure {@link ExitCode#PLUGIN} if that is not possible, with the reason and the remedy
     */
    public static LoadedPlugin load(InstalledPlugin plugin) {
        Lease lease = lease(plugin);
        try {
            return new LoadedPlugin(plugin, lease);
        } catch (RuntimeException | Error e) {
            close(lease);
            throw e;
        }
    }

    /** The one source of the plugin. To be called on the plugin's threads only. */
    public Source source() {
        return source;
    }

    /** What was loaded. */
    public InstalledPlugin plugin() {
        return plugin;
    }

    /**
     * Runs code of the plugin on a new thread {@code connector-<id>}, with the plugin's context class loader, and waits
     * for its end. An interrupt of the caller is passed on.
     *
     * @return what the body returned
     * @throws Failure {@link ExitCode#PLUGIN} if a class of the plugin is missing or does not fit
     * @throws Exception what the body threw, as it is
     */
    public <T> T call(Callable<T> body) throws Exception {
        try {
            return threads.call(body);
        } catch (LinkageError e) {
            throw failure(e);
        }
    }

    /** A thread like those of {@link #call}, not started yet. What its body throws is the body's to catch. */
    public Thread newThread(String name, Runnable body) {
        return threads.newThread(name, body);
    }

    /**
     * Puts into words that a class of the plugin is missing or does not fit. For what was caught on a {@link #newThread
     * thread of one's own}.
     *
     * @return a {@link Failure} for a {@link LinkageError}, else what was given
     */
    public Throwable explain(Throwable caught) {
        return caught instanceof LinkageError error ? failure(error) : caught;
    }

    /** Unloads the plugin. Its threads must have ended; a second call does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            threads.call(loader::sweepDrivers);
        } catch (Exception e) {
            throw explained(e);
        } finally {
            unload();
            close(lease);
        }
    }

    private void unload() {
        if (manager.getPlugin(plugin.id()) != null) {
            manager.unloadPlugin(plugin.id());
        }
    }

    private Source makeSource() {
        offerDrivers();
        List<ExtensionWrapper<Source>> found = manager.findSources(plugin.id());
        if (found.size() != 1) {
            List<String> names = found.stream()
                    .map(each -> each.getDescriptor().extensionClass.getName())
                    .toList();
            throw new Failure(ExitCode.PLUGIN, SourceProblems.count(names));
        }
        return found.get(0).getExtension();
    }

    /**
     * DriverManager looks for drivers once in the life of a JVM, with the context class loader of that moment: the
     * drivers of a second plugin would never be found. To load them is enough, since drivers register themselves. One
     * that cannot be loaded is left to whoever needs it.
     */
    private void offerDrivers() {
        if (loader.findResource("META-INF/services/java.sql.Driver") == null) {
            return;
        }
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
        while (isLoaded(drivers)) {}
    }

    /** Loads the next driver, if it can be. @return whether to go on */
    private static boolean isLoaded(Iterator<Driver> drivers) {
        try {
            return drivers.hasNext() && drivers.next() != null;
        } catch (ServiceConfigurationError | LinkageError e) {
            return true;
        }
    }

    private Failure failure(LinkageError error) {
        String problem = LinkageProblems.explain(error, LoadedPlugin.class.getClassLoader());
        return new Failure(ExitCode.PLUGIN, named(problem), error);
    }

    private Failure explained(Throwable e) {
        String problem = e instanceof Failure failure ? failure.text() : String.valueOf(e);
        return new Failure(ExitCode.PLUGIN, named(problem), e);
    }

    private String named(String problem) {
        String name = "plugin " + plugin.id() + " " + plugin.version() + " cannot be used: ";
        return problem.startsWith(name) ? problem : name + problem;
    }

    private static Lease lease(InstalledPlugin plugin) {
        try {
            Lease lease = Lease.take(plugin.folder());
            if (Files.isDirectory(plugin.folder())) {
                return lease;
            }
            lease.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Failure(
                ExitCode.PLUGIN,
                "plugin " + plugin.id() + " " + plugin.version()
                        + " was replaced or removed at this moment; run the command again");
    }

    private static void close(Lease lease) {
        try {
            lease.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
