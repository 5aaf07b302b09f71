package dev.taphouse.endtoend;

import dev.taphouse.api.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes plugin zips as an author would, and others. */
final class PluginZip {
    private static final String SERVICE = "META-INF/services/dev.taphouse.api.Source";

    private final String id;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();
    private String requires = ">=0.1.0 & <1.0.0";

    private PluginZip(String id) {
        this.id = id;
    }

    static PluginZip of(String id) {
        return new PluginZip(id);
    }

    PluginZip requires(String range) {
        requires = range;
        return this;
    }

    /** Libraries to compile against and to bundle. */
    PluginZip libraries(Path folder) {
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.sorted().toList()) {
                libraries.add(jar);
                entry("lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a source into a jar of its own, whose service file names these providers. */
    PluginZip source(String type, String text, String... providers) {
        Map<String, byte[]> jar = new LinkedHashMap<>(compiled(type, text));
        jar.put(SERVICE, String.join("\n", providers).getBytes(StandardCharsets.UTF_8));
        return entry("lib/" + type + ".jar", zip(jar));
    }

    /** A source that does nothing. */
    PluginZip idle(String type) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        return source(type, """
                package %s;
                import dev.taphouse.api.*;
                import java.util.List;
                public final class %s implements Source {
                    public List<Option<?>> options() { return List.of(); }
                    public SourceSession open(SourceContext context) { return new SimpleSession(() -> {}); }
                }
                """.formatted(type.substring(0, type.lastIndexOf('.')), name), type);
    }

    PluginZip entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    byte[] bytes() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        String descriptor = """
                plugin.id=%s
                plugin.version=1.0.0
                plugin.description=The %s connector
                plugin.requires=%s
                plugin.provider=tests
                plugin.license=Apache-2.0
                """.formatted(id, id, requires);
        all.put("plugin.properties", descriptor.getBytes(StandardCharsets.UTF_8));
        all.putAll(entries);
        return zip(all);
    }

    Path write(Path folder) {
        try {
            return Files.write(folder.resolve(id + "-1.0.0.zip"), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> compiled(String type, String text) {
        try {
            Path folder = Files.createTempDirectory("plugin-");
            String path = type.replace('.', '/');
            Path java = folder.resolve(path + ".java");
            Files.createDirectories(java.getParent());
            Files.writeString(java, text);
            compile(java, folder);
            return Map.of(path + ".class", Files.readAllBytes(folder.resolve(path + ".class")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path java, Path folder) throws IOException {
        List<Path> classPath = new ArrayList<>(libraries);
        classPath.add(api());
        String joined = classPath.stream().map(Path::toString).collect(Collectors.joining(":"));
        List<String> options = List.of("--release", "17", "-proc:none", "-d", folder.toString(), "-cp", joined);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean fine = compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(java))
                    .call();
            if (!fine) {
                throw new IllegalStateException(java + " does not compile");
            }
        }
    }

    private static Path api() {
        try {
            return Path.of(Source.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] zip(Map<String, byte[]> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : content.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
