package dev.taphouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final MockWebServer server = new MockWebServer();
    private final TestClient client = new TestClient();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void passingFailuresAreTriedAgain() throws Exception {
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(new MockResponse.Builder().code(429).build());
        server.enqueue(new MockResponse.Builder().code(500).build());
        server.enqueue(new MockResponse.Builder().body("found").build());

        assertThat(client.get(server.url("/a"))).isEqualTo("found");

        assertThat(server.getRequestCount()).isEqualTo(4);
        assertThat(client.host().counted("http_requests")).isEqualTo(4);
        assertThat(client.host().counted("http_retries")).isEqualTo(3);
        assertThat(client.host().counted("bytes_in")).isEqualTo(5);
    }

    @Test
    void noTryIsHidden() throws Exception {
        for (int status : new int[] {503, 408, 429, 421}) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Retry-After", "0")
                    .build());
        }
        server.enqueue(new MockResponse.Builder().code(503).build());

        SourceException failure = client.failure(server.url("/a"));

        assertThat(failure).hasMessageContaining("status 421 (after 4 tries)");
        assertThat(client.host().counted("http_requests")).isEqualTo(4);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void triesEnd() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(503)
                    .addHeader("X-Request-Id", "r" + i)
                    .body("{\"message\":\"down\",\"api_error_code\":\"db\"}")
                    .build());
        }

        SourceException failure = client.failure(server.url("/a?api_key=k123"));

        assertThat(failure)
                .hasMessage("GET " + server.url("/a?api_key=***")
                        + ": status 503: down (db) [request id r3] (after 4 tries)");
        assertThat(failure.kind()).isEqualTo(SourceException.Kind.UNAVAILABLE);
    }
}
