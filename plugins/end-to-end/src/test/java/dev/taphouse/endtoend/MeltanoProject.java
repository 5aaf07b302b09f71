package dev.taphouse.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project of Meltano 4 with the printed entry of the sqlite plugin as extractor; nothing in it needs a network. */
final class MeltanoProject {
    private static final String VARIABLE = "TAPHOUSE_MELTANO";

    private final String program;
    private final Path folder;

    private MeltanoProject(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * A project of the Meltano that the environment names; a test without one is skipped.
     *
     * @param entry what {@code host about ID --format meltano} prints
     * @param rest the other lines of {@code meltano.yml}, which begin below {@code plugins}
     */
    static MeltanoProject in(Path folder, String entry, String rest) {
        String program = System.getenv(VARIABLE);
        assumeTrue(
                program != null && !program.isBlank(),
                VARIABLE + " is not set: it is to be the path of meltano, from 'pip install meltano==4.4.1'");
        try {
            Files.writeString(folder.resolve("meltano.yml"), entry + rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MeltanoProject(String.valueOf(program), folder);
    }

    /** {@code meltano --environment=dev} and more, in the project. */
    Result run(String... arguments) {
        return Cli.of(Path.of(program), "--environment=dev")
                .with(arguments)
                .in(folder)
                .run();
    }
}
