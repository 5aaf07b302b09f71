package dev.taphouse.host.cli;

import dev.taphouse.host.log.FreshLog;
import dev.taphouse.host.plugin.Home;
import dev.taphouse.host.plugin.ShopPlugin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line in this JVM, with a home of its own in which there is the plugin {@code shop}. */
final class Cli {
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private byte[] stdin = {};

    Cli(Path folder) {
        this.folder = folder;
        ShopPlugin.install(folder);
    }

    Cli variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Cli stdin(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Writes a file, and says where. */
    String file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    String file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ended run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream notes = new PrintStream(err, true, StandardCharsets.UTF_8);
        PrintStream before = System.out;
        System.setOut(notes); // as StdoutGuard does
        try {
            Surroundings surroundings = new Surroundings(environment, new ByteArrayInputStream(stdin));
            int code = new HostCli(new Home(folder), new Terminal(out, notes, false), surroundings).run(args);
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
            FreshLog.start(); // a process of its own would have left nothing
        }
    }

    /**
     * How a command ended.
     *
     * @param out stdout
     * @param err stderr
     */
    record Ended(int code, String out, String err) {
        /** The messages of one type. */
        List<String> messages(String type) {
            return out.lines()
                    .filter(line -> line.contains("\"type\":\"" + type + "\""))
                    .toList();
        }
    }
}
