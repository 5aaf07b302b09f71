package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.check.CheckReport;
import dev.taphouse.host.check.CheckSetup;
import dev.taphouse.host.check.Checks;
import dev.taphouse.host.check.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The 126 checks, over the packaged distribution with two plugins, and the page that tells of them. {@code
 * -Dconformance.write=true} writes the page.
 */
@Timeout(value = 40, unit = java.util.concurrent.TimeUnit.MINUTES)
final class ConformanceIT {
    /** Rules that the host does not keep yet. */
    private static final Set<Integer> OPEN = Set.of(10, 11, 14, 53, 58, 62, 115, 124);

    @TempDir
    Path folder;

    @Test
    void bothPluginsKeepTheRulesAndThePageSaysSo() throws IOException {
        Map<String, CheckReport> reports = new LinkedHashMap<>();
        reports.put("sqlite", sqlite());
        reports.put("scripted", scripted());

        ConformancePage page = new ConformancePage(Resources.file("conformance.properties"));
        String text = page.of(reports);
        Path file = Built.root().resolve("docs/conformance.md");
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(file, text);
        }

        for (Map.Entry<String, CheckReport> each : reports.entrySet()) {
            CheckReport report = each.getValue();
            assertThat(OPEN).as("%s: %s", each.getKey(), report.problems()).containsAll(report.failed());
            assertThat(report.findings()).hasSameSizeAs(Checks.all());
        }
        assertThat(page.unknownTests(Built.root()))
                .as("tests that the notes name")
                .isEmpty();
        assertThat(Files.readString(file)).as("docs/conformance.md").isEqualTo(text);
    }

    private CheckReport sqlite() throws IOException {
        Path own = Files.createDirectories(folder.resolve("sqlite"));
        ConformanceDb database = ConformanceDb.in(own);
        return CheckReport.of(CheckSetup.of(
                        probe(Distribution.shared(), "sqlite"),
                        own.resolve("inputs"),
                        ConformanceDb.config(database.small()))
                .cursor("orders", "ordered_at")
                .oftenState("--state-rows", "20")
                .effort(40, Duration.ofSeconds(1))
                .fixture(database));
    }

    private CheckReport scripted() throws IOException {
        Path own = Files.createDirectories(folder.resolve("scripted"));
        Distribution distribution = Distribution.unpackedIn(own).drop(ScriptedPlugin.zip(own));
        ScriptedFixture fixture = new ScriptedFixture(own.resolve("more"));
        return CheckReport.of(
                CheckSetup.of(probe(distribution, ScriptedPlugin.ID), own.resolve("inputs"), fixture.config())
                        .secrets("token")
                        .oftenState("--state-rows", "10")
                        .effort(40, Duration.ofSeconds(1))
                        .fixture(fixture));
    }

    private static Probe probe(Distribution distribution, String plugin) {
        return Probe.of(distribution.home().resolve("bin/host").toString(), "run", plugin)
                .limits(Duration.ofMinutes(2), 256L << 20);
    }
}
