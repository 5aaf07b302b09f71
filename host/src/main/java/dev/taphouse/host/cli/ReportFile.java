package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.JsonFile;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.RunReport;
import dev.taphouse.host.schema.Violation;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run report on disk: there as a whole, or not at all. */
final class ReportFile {
    private final Path file;

    ReportFile(Path file) {
        this.file = file;
    }

    /**
     * Looks whether the report can be written, since its lack shows only when all is over.
     *
     * @throws Failure USAGE when it cannot
     */
    void requireWritable() {
        Path folder = folder();
        if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--report '" + file + "' cannot be written; name a file in a folder that is there and writable");
        }
    }

    /** Writes it. When that fails the log says so: the run is over and has its own outcome. */
    void write(RunReport report) {
        try {
            Path fresh = Files.createTempFile(folder(), ".report", ".json");
            try {
                try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                    Json.pretty(out, report.document());
                    out.getFD().sync();
                }
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            Log.error("report '" + file + "' cannot be written (" + e.getMessage() + ")");
        }
    }

    private Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /**
     * Reads one.
     *
     * @throws Failure INPUT with what is wrong with it
     */
    RunReport read() {
        Map<String, @Nullable Object> document = JsonFile.readObject(file, "report");
        List<Violation> violations = RunReport.violations(document);
        if (!violations.isEmpty()) {
            List<String> lines = violations.stream()
                    .map(violation -> "report '" + file + "': " + violation)
                    .toList();
            throw new Failure(ExitCode.INPUT, String.join("\n", lines));
        }
        return RunReport.of(document);
    }
}
