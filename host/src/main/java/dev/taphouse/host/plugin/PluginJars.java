package dev.taphouse.host.plugin;

import dev.taphouse.api.Source;
import dev.taphouse.host.plugin.isolation.HostApiClassLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Looks through the jars in a plugin's {@code lib/} without running any of their code. */
final class PluginJars {
    static final String SERVICE = "META-INF/services/" + Source.class.getName();

    private static final String LOG_PROVIDER = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
    private static final int MAGIC = 0xCAFEBABE;
    /** Class-file version 45 is Java 1. */
    private static final int JAVA_ZERO = 44;

    private final Set<String> providers = new LinkedHashSet<>();
    private final Map<String, String> jarOfClass = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private int twice;

    private PluginJars() {}

    /** The jars of an expanded plugin, in the order of their names. */
    static List<Path> of(Path folder) throws IOException {
        Path lib = folder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Checks that the jars hold exactly one source, and no code this JVM cannot run.
     *
     * @return what is odd but harmless, one line each
     */
    static List<String> check(Path folder) throws IOException, BadPluginException {
        PluginJars jars = new PluginJars();
        for (Path jar : of(folder)) {
            jars.scan(jar);
        }
        jars.checkProvider();
        return jars.warnings();
    }

    private void scan(Path jar) throws IOException, BadPluginException {
        String name = "lib/" + jar.getFileName();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                String path = entry.getName();
                if (path.equals(SERVICE)) {
                    providers.addAll(ServiceFile.read(file.getInputStream(entry)));
                } else if (path.equals(LOG_PROVIDER)) {
                    warnings.add(name + " holds a logging backend; it is ignored, the host logs for the plugin");
                } else if (path.endsWith(".class") && !path.startsWith("META-INF/")) {
                    scanClass(file, entry, name);
                }
            }
        } catch (ZipException e) {
            throw new BadPluginException(name + " is not a whole jar (" + e.getMessage() + "); build it again", e);
        }
    }

    private void scanClass(ZipFile file, ZipEntry entry, String jar) throws IOException, BadPluginException {
        String type = entry.getName()
                .substring(0, entry.getName().length() - ".class".length())
                .replace('/', '.');
        if (type.endsWith("module-info") || type.endsWith("package-info")) {
            return;
        }
        if (HostApiClassLoader.PACKAGES.contains(type.substring(0, Math.max(0, type.lastIndexOf('.'))))) {
            warnings.add(jar + " holds classes the host provides, such as those of plugin-api or slf4j-api;"
                    + " its copies are ignored, give that dependency the scope provided");
            return;
        }
        int java = javaOf(file, entry, jar);
        if (java > Runtime.version().feature()) {
            throw new BadPluginException("it needs Java " + java + " (" + type + " in " + jar + "), but this is Java "
                    + Runtime.version().feature() + "; run the host on Java " + java + " or later");
        }
        if (jarOfClass.putIfAbsent(type, jar) != null) {
            twice++;
        }
    }

    private static int javaOf(ZipFile file, ZipEntry entry, String jar) throws IOException, BadPluginException {
        try (InputStream in = file.getInputStream(entry)) {
            byte[] head = in.readNBytes(8);
            if (head.length < 8 || ByteBuffer.wrap(head).getInt() != MAGIC) {
                throw new BadPluginException(entry.getName() + " in " + jar + " is not a class file; build it again");
            }
            return ByteBuffer.wrap(head).getChar(6) - JAVA_ZERO;
        }
    }

    private void checkProvider() throws BadPluginException {
        if (providers.size() != 1) {
            throw new BadPluginException(SourceProblems.count(new ArrayList<>(providers)));
        }
        String provider = providers.iterator().next();
        if (!jarOfClass.containsKey(provider)) {
            throw new BadPluginException(SourceProblems.absent(provider));
        }
    }

    private List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (twice > 0) {
            all.add(twice + " classes are in more than one jar of lib/; the first jar by name wins");
        }
        return all;
    }
}
