package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts a class of the tests in a JVM of its own, with what it prints going to files. */
final class ChildJvm {
    private final List<String> flags = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    private final Path folder;

    /** @param folder where {@code out} and {@code err} are written */
    ChildJvm(Path folder) {
        this.folder = folder;
    }

    ChildJvm flag(String flag) {
        flags.add(flag);
        return this;
    }

    /** Starts it, with standard output to a file. */
    Process start(Class<?> main, Object... arguments) throws IOException {
        return builder(main, arguments).redirectOutput(out().toFile()).start();
    }

    /** Starts it, with standard output to be read from the process. */
    Process piped(Class<?> main, Object... arguments) throws IOException {
        return builder(main, arguments).start();
    }

    private ProcessBuilder builder(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command).redirectError(err().toFile());
    }

    /** Runs to the end. */
    int run(Class<?> main, Object... arguments) throws IOException, InterruptedException {
        return start(main, arguments).waitFor();
    }

    Path out() {
        return folder.resolve("out");
    }

    Path err() {
        return folder.resolve("err");
    }

    String output() throws IOException {
        return Files.readString(out(), StandardCharsets.UTF_8);
    }

    String errors() throws IOException {
        return Files.readString(err(), StandardCharsets.UTF_8);
    }
}
