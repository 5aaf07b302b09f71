package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.RunReport;
import dev.taphouse.host.run.StreamReport;
import dev.taphouse.host.run.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the log is one for the process")
class SummaryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final StreamReport ORDERS = stream("orders", Verdict.COMPLETE, null, Map.of("price: NaN", 12L));
    private static final StreamReport ITEMS =
            stream("items\u001b[2J", Verdict.FAILED, "the table is locked. Wait", Map.of());

    @Test
    void tableSaysWhatHappenedWhatToLookAtAndWhatToDo() {
        assertThat(table(report(ExitCode.PARTIAL, false, ORDERS, ITEMS))).isEqualTo("""

  stream     verdict             rows       size       time       rows/s
  orders     complete       1,204,331   512.3 MB    12.50 s       96,346
  items [2J  failed         1,204,331   512.3 MB    12.50 s       96,346

  Partial: 1 of 2 streams complete, 2,408,662 rows, 1.02 GB in 1:03.
  Reads were with the source for 20.00 s and waited for the target for 4.00 s.
  orders: 2 retries
  orders: price: NaN (12 times)
  items [2J failed: the table is locked. Wait
  items [2J: 2 retries
  Correct what is said above, and run again with --state and the last STATE: no row that is there already is lost

""");
    }

    @Test
    void stoppedRunSaysHowToGoOn() {
        StreamReport begun = stream("orders", Verdict.PARTIAL, null, Map.of());
        assertThat(table(report(ExitCode.COMPLETE, true, begun)))
                .contains("Partial: 0 of 1 streams complete")
                .contains("It was stopped. Run again with --state and the last STATE to go on from there");
    }

    @Test
    void connectionThatFailedSaysHowToTryIt() {
        StreamReport none = stream("orders", Verdict.FAILED, "connection refused", Map.of());
        assertThat(table(report(ExitCode.CONNECTION, false, none)))
                .contains("orders failed: connection refused")
                .contains("Check address and credentials with: host run shop --config FILE --test-connection");
    }

    @Test
    void linesForAPipe() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Log.to(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            new Summary(report(ExitCode.PARTIAL, false, ORDERS)).log();
        } finally {
            Log.to(System.err);
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "INFO orders: complete, 1204331 rows in 12.50 s, 2 retries",
                        "WARNING orders: price: NaN (12 times)",
                        "INFO 1 of 1 streams complete, 1,204,331 rows, 1.02 GB in 1:03");
    }

    private static String table(RunReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Summary(report).table(new PrintStream(out, true, StandardCharsets.UTF_8), Paint.none());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static StreamReport stream(
            String name, Verdict verdict, @Nullable String problem, Map<String, Long> substitutions) {
        return new StreamReport(
                name, verdict, problem, null, 1_204_331, 512_300_000, 12.5, 10, 2, 2, substitutions, List.of());
    }

    private static RunReport report(ExitCode code, boolean stopped, StreamReport... streams) {
        RunReport.Origin origin = new RunReport.Origin("shop", "1.0.0", "0.1.0", "17", START, 1);
        return new RunReport(
                origin,
                START.plusSeconds(63),
                code.number(),
                stopped,
                null,
                1_024_600_000,
                Map.of(),
                "",
                List.of(streams),
                Map.of(),
                Map.of());
    }
}
