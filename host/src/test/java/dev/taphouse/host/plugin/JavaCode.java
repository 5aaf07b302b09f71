package dev.taphouse.host.plugin;

import dev.taphouse.api.Source;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** Compiles Java text into classes, against plugin-api, slf4j-api and given other classes. */
final class JavaCode {
    private final Map<String, String> sources = new TreeMap<>();
    private final List<Path> classPath = new ArrayList<>();

    JavaCode() {
        for (Class<?> shared : List.of(Source.class, Logger.class, NullMarked.class)) {
            classPath.add(location(shared));
        }
    }

    /** The jar or folder a class of the tests comes from. */
    static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    JavaCode with(String type, String text) {
        sources.put(type, text);
        return this;
    }

    JavaCode using(Path classes) {
        classPath.add(classes);
        return this;
    }

    /** The class files by their paths in a jar. */
    Map<String, byte[]> compile() {
        try {
            Path out = Files.createTempDirectory("classes-");
            try {
                compileInto(out);
                return contents(out);
            } finally {
                Folders.delete(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void compileInto(Path out) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none",
                "-d",
                out.toString(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((type, text) -> units.add(new Unit(type, text)));
        if (!compiler.getTask(null, null, null, options, null, units).call()) {
            throw new IllegalStateException("the test's plugin does not compile");
        }
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String text;

        Unit(String type, String text) {
            super(URI.create("string:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
