package dev.taphouse.host.plugin;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pf4j.ExtensionDescriptor;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.PluginManager;

/**
 * Finds the classes named in the plugin's own {@code META-INF/services/dev.taphouse.api.Source}, and in no other file.
 * Classes are loaded, not initialized. Unlike PF4J's finders it keeps no error to itself.
 */
final class ServiceFileFinder implements ExtensionFinder {
    private final PluginManager manager;

    ServiceFileFinder(PluginManager manager) {
        this.manager = manager;
    }

    @Override
    public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
        return manager.getPlugins().stream()
                .flatMap(plugin -> find(type, plugin.getPluginId()).stream())
                .toList();
    }

    @Override
    public <T> List<ExtensionWrapper<T>> find(Class<T> type, String id) {
        return findClassNames(id).stream()
                .map(name -> load(name, id))
                .map(found -> new ExtensionWrapper<T>(new ExtensionDescriptor(0, found), manager.getExtensionFactory()))
                .toList();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List<ExtensionWrapper> find(String id) {
        return List.copyOf(find(Object.class, id));
    }

    @Override
    public Set<String> findClassNames(String id) {
        Set<String> names = new LinkedHashSet<>();
        try {
            URLClassLoader loader = (URLClassLoader) manager.getPluginClassLoader(id);
            for (URL file : Collections.list(loader.findResources(PluginJars.SERVICE))) {
                URLConnection connection = file.openConnection();
                connection.setUseCaches(false);
                names.addAll(ServiceFile.read(connection.getInputStream()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private Class<?> load(String name, String id) {
        try {
            return Class.forName(name, false, manager.getPluginClassLoader(id));
        } catch (ClassNotFoundException e) {
            throw new Failure(ExitCode.PLUGIN, SourceProblems.absent(name), e);
        }
    }
}
