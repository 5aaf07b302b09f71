package dev.taphouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimpleSessionTest {
    private static final StreamSpec DAYS = StreamSpec.of("days", Field.of("day", Type.DATE));
    private static final StreamSpec RATES = StreamSpec.of("rates", Field.of("rate", Type.DECIMAL));

    @Test
    void discoversWhatIsAskedFor() throws Exception {
        try (SimpleSession session = session()) {
            assertThat(session.discover(Set.of())).containsExactly(DAYS, RATES);
            assertThat(session.discover(Set.of("rates", "unknown"))).containsExactly(RATES);
        }
    }

    @Test
    void refusesAStreamTwice() {
        assertThatThrownBy(() -> session().stream(DAYS, (read, rows) -> {}))
                .hasMessage("stream 'days' was added twice");
    }

    @Test
    void closesTheLastResourceFirstAndAllOfThem() {
        List<String> closed = new ArrayList<>();
        SimpleSession session = session().closing(() -> closed.add("client")).closing(() -> {
            closed.add("stream");
            throw new IllegalStateException("stream is stuck");
        });

        assertThatThrownBy(session::close).hasMessage("stream is stuck");
        assertThat(closed).containsExactly("stream", "client");
    }

    @Test
    void aRemedyKeepsKindCauseAndWait() {
        IllegalStateException cause = new IllegalStateException("busy");
        SourceException e = new SourceException(SourceException.Kind.UNAVAILABLE, "the server is busy", cause)
                .retryAfter(Duration.ofSeconds(7))
                .remedy("Wait.");

        assertThat(e).hasMessage("the server is busy").hasCause(cause);
        assertThat(e.kind()).isEqualTo(SourceException.Kind.UNAVAILABLE);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(e.remedy()).contains("Wait.");
    }

    private static SimpleSession session() {
        return new SimpleSession(() -> {}).stream(DAYS, (read, rows) -> {}).stream(RATES, (read, rows) -> {});
    }
}
