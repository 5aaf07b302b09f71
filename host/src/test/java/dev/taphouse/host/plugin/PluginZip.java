package dev.taphouse.host.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes plugin zips, good ones and others. */
public final class PluginZip {
    static final String SERVICE = "META-INF/services/dev.taphouse.api.Source";

    private static final Map<String, byte[]> DEMO =
            new JavaCode().with("demo.Demo", source("demo", "Demo", "", "")).compile();

    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, byte[]> main = new LinkedHashMap<>();

    private PluginZip(String id) {
        property("plugin.id", id);
        property("plugin.version", "1.0.0");
        property("plugin.description", "The " + id + " connector");
        property("plugin.requires", ">=0.1.0 & <1.0.0");
        property("plugin.provider", "tests");
        property("plugin.license", "Apache-2.0");
    }

    /** A plugin without code. */
    public static PluginZip bare(String id) {
        return new PluginZip(id);
    }

    /** A plugin whose source {@code demo.Demo} does nothing. */
    static PluginZip of(String id) {
        return bare(id).classes(DEMO).service("demo.Demo");
    }

    /** A plugin whose source's options() runs the body first, which may set {@code result} and finds helpers in members. */
    static PluginZip running(String id, String body, String members) {
        return bare(id).source("demo.Demo", source("demo", "Demo", body, members));
    }

    /**
     * The text of a source: {@code options()} runs the body and returns one option named by the String {@code result}.
     */
    static String source(String pack, String name, String body, String members) {
        return """
                package %s;
                import dev.taphouse.api.*;
                import java.util.*;
                public class %s implements Source {
                    %s
                    public List<Option<?>> options() {
                        String result = "nothing";
                        try {
                            %s
                        } catch (Exception e) {
                            result = e.getClass().getSimpleName();
                        }
                        return List.of(Option.text("result", result));
                    }
                    public SourceSession open(SourceContext context) {
                        return new SimpleSession(() -> {});
                    }
                }
                """.formatted(pack, name, members, body);
    }

    public PluginZip version(String version) {
        return property("plugin.version", version);
    }

    PluginZip requires(String range) {
        return property("plugin.requires", range);
    }

    PluginZip property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    PluginZip without(String key) {
        properties.remove(key);
        return this;
    }

    /** Compiles a source and names it in the service file. */
    public PluginZip source(String type, String text) {
        return classes(new JavaCode().with(type, text).compile()).service(type);
    }

    PluginZip service(String... lines) {
        return inMain(SERVICE, String.join("\n", lines));
    }

    /** Into the plugin's own jar. */
    PluginZip classes(Map<String, byte[]> classes) {
        main.putAll(classes);
        return this;
    }

    PluginZip inMain(String name, String text) {
        main.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PluginZip library(String jar, Map<String, byte[]> content) {
        return entry("lib/" + jar, zip(content));
    }

    PluginZip library(Path jar) {
        try {
            return entry("lib/" + jar.getFileName(), Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PluginZip entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    PluginZip entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** The zip as bytes; jars have no entries for folders. */
    byte[] bytes() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        if (!properties.isEmpty()) {
            all.put("plugin.properties", descriptor());
        }
        if (!main.isEmpty()) {
            all.put("lib/main.jar", zip(main));
        }
        all.putAll(entries);
        return zip(all);
    }

    /** Writes the zip as {@code <id>-<version>.zip}. */
    public Path write(Path folder) {
        return write(folder, properties.get("plugin.id") + "-" + properties.get("plugin.version") + ".zip");
    }

    Path write(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(name), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] descriptor() {
        Properties all = new Properties();
        all.putAll(properties);
        StringWriter text = new StringWriter();
        try {
            all.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Properties.store writes the date of now.
        return text.toString().replaceFirst("#.*\n", "").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zip(Map<String, byte[]> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : content.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(each.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
