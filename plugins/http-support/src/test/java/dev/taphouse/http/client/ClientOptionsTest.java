package dev.taphouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientOptionsTest {
    private static final HttpUrl BASE = HttpUrl.get("https://api.example.com/v2/");

    @Test
    void withoutAnythingTheUsualHolds() throws Exception {
        ClientSettings settings = of(Map.of());

        assertThat(settings.timeouts()).isEqualTo(Timeouts.DEFAULT);
        assertThat(settings.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(settings.retry())
                .isEqualTo(new RetryPolicy(
                        RetryPolicy.DEFAULT.tries(),
                        TestClient.QUICK.first(),
                        TestClient.QUICK.longest(),
                        RetryPolicy.DEFAULT.total()));
        assertThat(settings.tls()).isEqualTo(TlsFiles.NONE);
        assertThat(settings.origins()).containsExactly(Origin.of(BASE));
    }

    @Test
    void whatIsSetHolds() throws Exception {
        ClientSettings settings = of(Map.of(
                "read_timeout",
                "PT7S",
                "max_tries",
                3,
                "max_retry_time",
                90,
                "max_response_bytes",
                1000,
                "allowed_origins",
                List.of("http://eu.example.com:81"),
                "ssl_ca",
                "ca.pem",
                "record_to",
                "rec"));

        assertThat(settings.timeouts().read()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.retry().tries()).isEqualTo(3);
        assertThat(settings.retry().total()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.limits().bytes()).isEqualTo(1000);
        assertThat(settings.tls().authority()).hasValue(Path.of("ca.pem"));
        assertThat(settings.origins())
                .containsExactlyInAnyOrder(Origin.of(BASE), new Origin("http", "eu.example.com", 81));
        assertThat(settings.recordTo()).isEqualTo(Optional.of(Path.of("rec")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read_timeout | PT0S | option 'read_timeout': PT0S is not from 1 millisecond to 24 days",
                "call_timeout | P25D | option 'call_timeout': PT600H is not from 1 millisecond to 24 days",
                "connect_timeout | PT-1S | option 'connect_timeout': PT-1S is not from 1 millisecond to 24 days",
                "max_tries | 0 | option 'max_tries': 0 is less than 1",
                "allowed_origins | eu.example.com | option 'allowed_origins': 'eu.example.com' is no origin",
            })
    void whatCannotWorkIsRefused(String option, String value, String message) {
        assertThatThrownBy(() -> of(Map.of(option, option.equals("max_tries") ? (Object) 0L : value)))
                .isInstanceOfSatisfying(SourceException.class, e -> {
                    assertThat(e.kind()).isEqualTo(SourceException.Kind.CONFIG);
                    assertThat(e.remedy()).isPresent();
                })
                .hasMessage(message);
    }

    @Test
    void recordingAReplayIsRefused() {
        assertThatThrownBy(() -> of(Map.of("record_to", "a", "replay_from", "b")))
                .hasMessage("option 'replay_from': is set together with 'record_to'");
    }

    private static ClientSettings of(Map<String, ?> config) throws Exception {
        try (TestContext context = TestClient.context(config)) {
            return ClientOptions.of(context, TestClient.settings(), BASE);
        }
    }
}
