package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The file from which the JVM takes classes ready to use. It holds for one JVM and for these jars at this place; the JVM
 * ignores any other.
 *
 * <p>It is a static archive of class data on every Java: a dynamic one and the AOT cache of Java 25 were slower to start
 * from. Where the JVM lists them, as that of Java 25 does and that of 17 does not, it has the classes of plugins, too.
 *
 * <p>Two processes are needed, one that is watched and one that writes. The file is there as a whole, or not at all, and
 * whoever makes it last wins.
 *
 * @param file where it is
 */
record ClassArchive(Path file) {
    /** The first Java that keeps classes linked in the archive. */
    private static final int FIRST_LINKED = 24;

    /**
     * Makes the archive.
     *
     * @param command what is run to see which classes are needed, beside commands that read no source
     * @throws Failure {@link ExitCode#FAILURE} if the folder cannot be written, or the JVM or the command fails
     */
    void make(List<String> command) throws IOException, InterruptedException {
        Path lib = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        if (!Files.isWritable(lib)) {
            throw new Failure(
                    ExitCode.FAILURE,
                    lib + " is not writable; run 'host archive' as the user whom the distribution belongs to");
        }
        try (Workshop workshop = Workshop.open(lib)) {
            Path seen = workshop.file("classes");
            Path fresh = workshop.file("archive");
            workshop.run(
                    "the command to learn from failed; no archive was made",
                    ProcessBuilder.Redirect.INHERIT,
                    java(training(seen, command)));
            String write = "the JVM in " + System.getProperty("java.home") + " could not write the archive";
            workshop.run(write, ProcessBuilder.Redirect.DISCARD, java(writing(seen, fresh)));
            if (!Files.exists(fresh)) {
                throw new Failure(ExitCode.FAILURE, write);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> training(Path seen, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + seen));
        arguments.add(Training.class.getName());
        arguments.addAll(command);
        return arguments;
    }

    private static List<String> writing(Path seen, Path fresh) {
        List<String> arguments = new ArrayList<>(
                List.of("-Xshare:dump", "-XX:SharedClassListFile=" + seen, "-XX:SharedArchiveFile=" + fresh));
        if (Runtime.version().feature() >= FIRST_LINKED) {
            arguments.add("-XX:+AOTClassLinking");
        }
        return arguments;
    }

    /** Only G1 writes the objects of the JVM's own start; other collectors can read them. */
    private static List<String> java(List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-XX:+UseG1GC"));
        if (Runtime.version().feature() >= FIRST_LINKED) {
            line.add("--enable-native-access=ALL-UNNAMED"); // as the launcher has it: linked classes depend on it
        }
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        line.addAll(arguments);
        return line;
    }
}
