package dev.taphouse.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The target {@code target-jsonl} from PyPI, which appends each stream's rows to a file. */
final class Target {
    private static final String VARIABLE = "TAPHOUSE_TARGET_JSONL";

    private final String program;
    private final Path folder;
    private final Path config;

    private Target(String program, Path folder) {
        this.program = program;
        this.folder = folder;
        this.config = Json.write(
                folder.resolve("target.json"),
                Map.of("destination_path", folder.toString(), "do_timestamp_file", false));
    }

    /** The target that the environment names, writing into a folder; a test without one is skipped. */
    static Target in(Path folder) {
        String program = System.getenv(VARIABLE);
        assumeTrue(
                program != null && !program.isBlank(),
                VARIABLE + " is not set: it is to be the path of target-jsonl, from 'pip install target-jsonl==0.1.4'");
        return new Target(String.valueOf(program), folder);
    }

    Cli load() {
        return Cli.of(Path.of(program), "--config", config.toString());
    }

    /** What it has loaded of a stream. */
    List<Map<String, @Nullable Object>> rows(String stream) {
        Path file = folder.resolve(stream + ".jsonl");
        try {
            return Files.exists(file)
                    ? Files.readString(file)
                            .lines()
                            .map(Json::parse)
                            .map(Json::row)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
