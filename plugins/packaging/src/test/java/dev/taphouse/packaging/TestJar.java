package dev.taphouse.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A real jar of named entries, as shading tools and other builds may make them. */
final class TestJar {

    private final Map<String, String> entries = new LinkedHashMap<>();

    TestJar with(String entry) {
        return with(entry, "");
    }

    TestJar with(String entry, String text) {
        entries.put(entry, text);
        return this;
    }

    TestJar withProviders(String lines) {
        return with("META-INF/services/dev.taphouse.api.Source", lines);
    }

    Library write(Path folder, String name, String origin) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(UTF_8));
            }
        }
        return new Library(name, jar, origin);
    }
}
