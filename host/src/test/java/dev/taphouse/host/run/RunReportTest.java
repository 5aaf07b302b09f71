package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {
    private static final RunReport.Origin ORIGIN = RunReport.Origin.now("shop", "1.0.0", 1);

    @Test
    void tellsWhatARunDidAndIsReadAgainAsItWas() throws Exception {
        List<StreamRun> followed = new ArrayList<>();
        int[] tries = {0};
        Scripted session = new Scripted()
                .stream(spec("orders"), (split, out) -> {
                            if (tries[0]++ == 0) {
                                throw new IOException("connection reset");
                            }
                            out.rows("orders").int64(0, 1);
                            out.rows("orders").lost(1, "not a number");
                            out.rows("orders").end();
                            out.checkpoint(Position.of("at", 1));
                        })
                        .stream(spec("gone"), (split, out) -> {
                    throw new SourceException(SourceException.Kind.DATA, "a broken page").remedy("Mend it");
                });
        RunResult result = Sync.of(session)
                .conduct(new Conduct(1, java.time.Duration.ZERO, true, Sync::thread, followed::addAll))
                .reads(read -> read.method(StreamSpec.Method.LOG_BASED))
                .run()
                .result();
        RunReport report = RunReport.of(ORIGIN, result, 1234, Map.of("http_requests", 3L));
        assertThat(followed).extracting(StreamRun::name).containsExactly("orders", "gone");
        assertThat(report.verdict()).isEqualTo("partial");
        assertThat(report.exitCode()).isEqualTo(ExitCode.PARTIAL.number());
        StreamReport orders = report.streams().get(0);
        assertThat(orders.verdict()).isEqualTo(Verdict.COMPLETE);
        assertThat(orders.rows()).isEqualTo(1);
        assertThat(orders.bytes()).isGreaterThan(50).isLessThan(200);
        assertThat(orders.retries()).isEqualTo(1);
        assertThat(orders.substitutions()).isEqualTo(Map.of("price: not a number", 1L));
        assertThat(report.streams().get(1).problem()).isEqualTo("a broken page. Mend it");
        assertThat(report.before().toString()).doesNotContain("at=1");
        assertThat(report.after().toString()).contains("at=1");

        Map<String, ?> document = Json.object(Json.text(report.document()));
        assertThat(RunReport.violations(Json.object(Json.text(document)))).isEmpty();
        RunReport again = RunReport.of(Json.object(Json.text(document)));
        assertThat(Json.text(again.document())).isEqualTo(Json.text(document));
    }

    @Test
    void tellsOfARunThatFailedAtOnce() {
        RunReport report = RunReport.failed(ORIGIN, ExitCode.CONNECTION, "the source cannot be reached", Map.of());
        assertThat(report.verdict()).isEqualTo("failed");
        assertThat(report.document()).containsEntry("problem", "the source cannot be reached");
        assertThat(RunReport.violations(Json.object(Json.text(report.document()))))
                .isEmpty();
    }

    @Test
    void driftThatIsKnownBeforeTheReadIsToldWithTheStream() throws Exception {
        Wanted wanted = Wanted.not(
                        "orders", Problem.of(new SourceException(SourceException.Kind.ABSENT, "is not here")))
                .drifted(List.of("the source does not have it any more"));
        assertThat(wanted.drift()).containsExactly("the source does not have it any more");
    }

    private static StreamSpec spec(String name) {
        return StreamSpec.of(name, Field.of("id", Type.INT64), Field.of("price", Type.FLOAT64))
                .keys("id")
                .logBased();
    }
}
