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
 * The file from which the JVM takes classes ready to use: an AOT cache from Java 25 on, before that a static archive of
 * class data, since a dynamic one leaves out picocli's classes, which are compiled for Java 5. It holds for one JVM and
 * for these jars at this place; the JVM ignores any other.
 *
 * <p>Two processes are needed, one that is watched and one that writes. The file is there as a whole, or not at all, and
 * whoever makes it last wins.
 *
 * @param file where it is
 */
record ClassArchive(Path file) {
    private static final int FIRST_WITH_CACHE = 25;

    /**
     * Makes the archive.
     *
     * @param command what is run to see which classes are needed, beside commands that read no source
     * @throws Failure {@link ExitCode#FAILURE} if the folder cannot be written, or the JVM or the command fails
     */
    void make(List<String> command) throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        if (!Files.isWritable(folder)) {
            throw new Failure(
                    ExitCode.FAILURE,
                    folder + " is not writable; run 'host archive' as the user whom the distribution belongs to");
        }
        Path seen = Files.createTempFile("taphouse-classes-", ".txt");
        Path fresh = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            train(seen, command);
            String write = "the JVM in " + System.getProperty("java.home") + " could not write the archive";
            run(write, ProcessBuilder.Redirect.DISCARD, writing(seen, fresh));
            if (!Files.exists(fresh)) {
                throw new Failure(ExitCode.FAILURE, write);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(seen);
        }
    }

    private static void train(Path seen, List<String> command) throws IOException, InterruptedException {
        List<String> arguments = hasCache()
                ? new ArrayList<>(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + seen))
                : new ArrayList<>(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + seen));
        arguments.add(Training.class.getName());
        arguments.addAll(command);
        run("the command to learn from failed; no archive was made", ProcessBuilder.Redirect.INHERIT, arguments);
    }

    private static List<String> writing(Path seen, Path fresh) {
        return hasCache()
                ? List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + seen, "-XX:AOTCache=" + fresh)
                : List.of("-Xshare:dump", "-XX:SharedClassListFile=" + seen, "-XX:SharedArchiveFile=" + fresh);
    }

    private static boolean hasCache() {
        return Runtime.version().feature() >= FIRST_WITH_CACHE;
    }

    /** Only G1 writes the objects of the JVM's own start; the serial collector can read them. */
    private static void run(String failure, ProcessBuilder.Redirect notes, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-XX:+UseG1GC"));
        if (hasCache()) {
            line.add(
                    "--enable-native-access=ALL-UNNAMED"); // as the launcher has it: the modules in the cache depend on
            // it
        }
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        line.addAll(arguments);
        int code = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(notes)
                .start()
                .waitFor();
        if (code != 0) {
            throw new Failure(ExitCode.FAILURE, failure + " (exit code " + code + ")");
        }
    }
}
