package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.run.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    Path folder;

    @Test
    void isThereAsAWholeAndReadAgain() throws Exception {
        Path path = folder.resolve("run.json");
        Files.writeString(path, "an old one");
        ReportFile file = new ReportFile(path);
        file.requireWritable();
        RunReport report =
                RunReport.failed(RunReport.Origin.now("shop", "1.0.0", 2), ExitCode.CONNECTION, "no answer", Map.of());
        file.write(report);
        assertThat(file.read().document()).isEqualTo(report.document());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no temporary file is left").containsExactly(path);
        }
    }

    @Test
    void placeThatCannotBeWrittenIsRefusedBeforeTheRun() {
        Path path = folder.resolve("none").resolve("run.json");
        assertThatThrownBy(() -> new ReportFile(path).requireWritable())
                .isInstanceOf(Failure.class)
                .hasMessage("--report '" + path
                        + "' cannot be written; name a file in a folder that is there and writable");
    }

    @Test
    void whatIsNoReportIsRefusedInWords() throws Exception {
        Path path = folder.resolve("other.json");
        Files.writeString(path, "{\"format\": 2}");
        assertThatThrownBy(() -> new ReportFile(path).read())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("report '" + path + "': /format is not one of 1")
                .hasMessageContaining("report '" + path + "': the document has no 'streams'");
    }
}
