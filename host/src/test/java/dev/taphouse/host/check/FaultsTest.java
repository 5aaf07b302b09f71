package dev.taphouse.host.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every check that can fail fails for the fault that it is for, and for no good tap. */
final class FaultsTest {
    @TempDir
    Path folder;

    @Test
    void aGoodTapPassesAll() {
        CheckReport report = CheckReport.of(FaultyFixture.setup(folder, "none"));

        assertThat(report.problems()).isEmpty();
        assertThat(report.findings()).hasSize(126);
        assertThat(report.counts().get("PASS")).isGreaterThan(105);
    }

    @Test
    void aViewWithTheKeyThatTheUserDeclaresPasses() {
        CheckReport report = CheckReport.of(FaultyFixture.setup(folder, "view"), Set.of(42));

        assertThat(report.counts()).containsEntry("PASS", 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "faults.csv", numLinesToSkip = 1)
    void aFaultIsCaught(String fault, String checks, String seen) {
        Set<Integer> numbers = new TreeSet<>();
        for (String number : checks.split(" ")) {
            numbers.add(Integer.valueOf(number));
        }

        CheckReport report = CheckReport.of(FaultyFixture.setup(folder, fault), numbers);

        assertThat(report.failed()).as("%s", report.findings()).containsExactlyElementsOf(numbers);
        assertThat(String.join("\n", report.problems())).contains(seen);
        Map<String, Object> document = report.document();
        assertThat(document).containsEntry("counts", report.counts());
        assertThat((List<?>) document.get("checks")).hasSize(numbers.size());
    }
}
