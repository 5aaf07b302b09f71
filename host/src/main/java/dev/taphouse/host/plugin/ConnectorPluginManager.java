package dev.taphouse.host.plugin;

import dev.taphouse.api.Source;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.plugin.isolation.ConnectorClassLoader;
import dev.taphouse.host.plugin.isolation.HostApiClassLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.Plugin;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;

/**
 * PF4J with this host's rules: plugins are folders of the store, loaded one at a time by their path; the unit is the
 * source, found as {@link java.util.ServiceLoader} would find it. Files, versions and what is enabled are the store's.
 *
 * <p>PF4J's calls on all plugins at once ({@code loadPlugins}, {@code stopPlugins}) and {@code deletePlugin} are not
 * used: one bad plugin breaks the first, the second fails with several plugins, and the third would delete files of the
 * store.
 */
final class ConnectorPluginManager extends DefaultPluginManager {

    /** A manager for a host that provides this release of plugin-api. */
    ConnectorPluginManager(Path store, String api) {
        super(store);
        setSystemVersion(api);
        setExactVersionAllowed(true);
    }

    /** The sources a plugin names, not made yet. */
    List<ExtensionWrapper<Source>> findSources(String id) {
        return extensionFinder.find(Source.class, id);
    }

    @Override
    protected PluginWrapper loadPluginFromPath(Path path) {
        if (!Files.isDirectory(path)) {
            throw new Failure(ExitCode.PLUGIN, path + " is not a folder of the store; run: host install " + path);
        }
        return super.loadPluginFromPath(path);
    }

    @Override
    protected boolean isPluginValid(PluginWrapper plugin) {
        try {
            Versions.requireApi(Descriptor.read(plugin.getPluginPath()), getSystemVersion());
            return true;
        } catch (BadPluginException e) {
            throw new Failure(ExitCode.PLUGIN, e.problem(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path path) {
                return false;
            }
        };
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PluginDescriptorFinder() {
            @Override
            public boolean isApplicable(Path path) {
                return Files.isDirectory(path);
            }

            @Override
            public PluginDescriptor find(Path path) {
                return descriptor(path);
            }
        };
    }

    private static PluginDescriptor descriptor(Path path) {
        try {
            Descriptor plugin = Descriptor.read(path);
            return new DefaultPluginDescriptor(
                    plugin.id(),
                    plugin.description(),
                    Plugin.class.getName(),
                    plugin.version(),
                    plugin.requires(),
                    plugin.provider(),
                    plugin.license());
        } catch (BadPluginException e) {
            throw new Failure(ExitCode.PLUGIN, path + " cannot be used: " + e.problem(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path path) {
                return Files.isDirectory(path);
            }

            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor plugin) {
                return loader(path, plugin);
            }
        };
    }

    private static ClassLoader loader(Path path, PluginDescriptor plugin) {
        try {
            List<URL> urls = new ArrayList<>();
            for (Path jar : PluginJars.of(path)) {
                urls.add(jar.toUri().toURL());
            }
            // Last, and without classes: schemas/ and templates/ are resources of the plugin.
            urls.add(path.toUri().toURL());
            HostApiClassLoader api = new HostApiClassLoader(ConnectorPluginManager.class.getClassLoader());
            return new ConnectorClassLoader(plugin.getPluginId() + "@" + plugin.getVersion(), urls, api);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new ServiceFileFinder(this);
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new SourceFactory();
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return plugin -> new Plugin();
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String id) {
                return false;
            }

            @Override
            public void disablePlugin(String id) {
                throw new UnsupportedOperationException("what is enabled is the store's to say");
            }

            @Override
            public void enablePlugin(String id) {
                throw new UnsupportedOperationException("what is enabled is the store's to say");
            }
        };
    }
}
