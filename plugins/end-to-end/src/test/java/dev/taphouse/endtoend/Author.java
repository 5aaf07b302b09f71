package dev.taphouse.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Someone at a shell who writes a connector, with the Maven and the Java that run this build.
 *
 * @param folder where the shell starts
 * @param repository the local repository that Maven uses
 */
record Author(Path folder, LocalRepository repository) {
    private static final long LIMIT_MINUTES = 10; // a build on a busy machine, with what it has to download

    /** So that commands may say mvn. */
    private static final String MAVEN = "mvn() { \"$MAVEN\" -Dmaven.repo.local=\"$REPOSITORY\" \"$@\"; }\n";

    /** Runs commands, each of which has to succeed; stdout and stderr come as one, as on a terminal. */
    Result run(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile("author-", null);
        Process shell = start(commands, output);
        try {
            if (!shell.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("it takes more than " + LIMIT_MINUTES + " minutes:\n" + commands);
            }
            String text = Files.readString(output, UTF_8);
            return new Result(shell.exitValue(), text, text);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            Files.delete(output);
        }
    }

    private Process start(String commands, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-euc", MAVEN + commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put(
                "MAVEN", Path.of(Built.value("maven.home"), "bin", "mvn").toString());
        environment.put("REPOSITORY", repository.folder().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // What the build around us has set is not the author's.
        environment.keySet().removeIf(name -> name.startsWith("TAPHOUSE_"));
        environment.keySet().removeIf(name -> name.matches("MAVEN_(BASEDIR|PROJECTBASEDIR|CMD_LINE_ARGS|ARGS|CONFIG)"));
        return builder.start();
    }
}
