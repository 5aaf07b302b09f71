package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.check.CheckReport;
import dev.taphouse.host.check.CheckSetup;
import dev.taphouse.host.check.Checks;
import dev.taphouse.host.check.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The 126 checks, over the packaged distribution with two plugins, and the page that tells of them. {@code
 * -Dconformance.write=true} writes the page, {@code -Dconformance.resumes=1000} resumes from every STATE instead of some.
 */
@Timeout(value = 40, unit = java.util.concurrent.TimeUnit.MINUTES)
final class ConformanceIT {
    private static final int RESUMES = Integer.getInteger("conformance.resumes", 8);

    @TempDir
    Path folder;

    @Test
    void bothPluginsKeepTheRulesAndThePageSaysSo() throws IOException {
        CompletableFuture<CheckReport> sqlite = CompletableFuture.supplyAsync(() -> CheckReport.of(sqlite()));
        CheckReport scripted = CheckReport.of(scripted());
        Map<String, CheckReport> reports = new LinkedHashMap<>();
        reports.put("sqlite", sqlite.join());
        reports.put("scripted", scripted);

        ConformancePage page = new ConformancePage(Resources.file("conformance.properties"));
        String text = page.of(reports);
        Path file = Built.root().resolve("docs/conformance.md");
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(file, text);
        }

        reports.forEach((plugin, report) -> {
            assertThat(report.problems()).as(plugin).isEmpty();
            assertThat(report.findings()).as(plugin).hasSameSizeAs(Checks.all());
        });
        assertThat(page.unknownTests(Built.root()))
                .as("tests that the notes name")
                .isEmpty();
        assertThat(Files.readString(file)).as("docs/conformance.md").isEqualTo(text);
    }

    private CheckSetup sqlite() {
        Path own = folder("sqlite");
        ConformanceDb database = ConformanceDb.in(own);
        return CheckSetup.of(
                        probe(Distribution.shared(), "sqlite"),
                        own.resolve("inputs"),
                        ConformanceDb.config(database.small()))
                .cursor("orders", "ordered_at")
                .oftenState("--state-rows", "20")
                .versions("--activate-version")
                .effort(RESUMES, Duration.ofSeconds(1))
                .fixture(database);
    }

    private CheckSetup scripted() {
        Path own = folder("scripted");
        Distribution distribution = Distribution.unpackedIn(own).drop(ScriptedPlugin.zip(own));
        ScriptedFixture fixture = new ScriptedFixture(own.resolve("more"));
        return CheckSetup.of(probe(distribution, ScriptedPlugin.ID), own.resolve("inputs"), fixture.config())
                .secrets("token")
                .oftenState("--state-rows", "10")
                .versions("--activate-version")
                .effort(RESUMES, Duration.ofSeconds(1))
                .fixture(fixture);
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Probe probe(Distribution distribution, String plugin) {
        return Probe.of(distribution.home().resolve("bin/host").toString(), "run", plugin)
                .limits(Duration.ofMinutes(2), 256L << 20);
    }
}
