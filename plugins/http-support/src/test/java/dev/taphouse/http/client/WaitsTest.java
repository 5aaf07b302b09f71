package dev.taphouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.testkit.http.FaultServer;
import dev.taphouse.testkit.http.HttpHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long is waited, and how a wait ends. */
class WaitsTest {
    /** An hour behind the servers of these tests. */
    private static final Instant LOCAL = Instant.parse("2026-03-01T11:00:00Z");

    private static final String DATE = "Sun, 01 Mar 2026 12:00:00 GMT";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, PT0S",
                "7, PT7S",
                "1.5, PT1.5S",
                "'Sun, 01 Mar 2026 12:00:30 GMT', PT30S",
                "'Sun, 01 Mar 2026 11:59:00 GMT', PT0S",
                "soon, -",
                "-5, -",
                "99999999999999999999, -",
            })
    void retryAfterIsMeasuredByTheServersClock(String value, Duration wait) {
        Headers headers = Headers.of("Date", DATE, "Retry-After", value);

        assertThat(ServerTime.retryAfter(headers, LOCAL)).isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void withoutAServersClockTheLocalOneIsUsed() {
        Headers headers = Headers.of("Retry-After", "Sun, 01 Mar 2026 11:00:30 GMT");

        assertThat(ServerTime.retryAfter(headers, LOCAL)).hasValue(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({
        "SECONDS, 30, PT30S",
        "SECONDS, 29.2, PT30S",
        "EPOCH_SECONDS, 1772366430, PT30S",
        "EPOCH_SECONDS, 1772366000, PT0S",
        "EPOCH_MILLIS, 1772366430500, PT30.5S",
    })
    void resetHeadersAreReadAsTheApiWritesThem(RateHeaders.Form form, String value, Duration wait) {
        RateHeaders rate = new RateHeaders("Left", "Reset", form);
        Headers headers = Headers.of("Date", DATE, "Left", "0", "Reset", value);

        assertThat(rate.isExhausted(headers)).isTrue();
        assertThat(rate.untilReset(headers, LOCAL)).hasValue(wait);
    }

    @Test
    void resetHeadersOfAnotherMakingAreLeftAlone() {
        assertThat(RateHeaders.COMMON.isExhausted(Headers.of("X-RateLimit-Remaining", "many")))
                .isFalse();
        assertThat(RateHeaders.COMMON.isExhausted(Headers.of("X-RateLimit-Remaining", "3")))
                .isFalse();
        assertThat(RateHeaders.COMMON.untilReset(Headers.of("X-RateLimit-Reset", "9".repeat(30)), LOCAL))
                .isEmpty();
    }

    @Test
    void backOffDoublesUpToItsLimitAndIsRandom() {
        RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofHours(1));
        for (int failed = 1; failed < 100; failed++) {
            long most = failed >= 5 ? 10_000 : 1000L << (failed - 1);
            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                waits.add(policy.backOff(failed).toMillis());
            }
            assertThat(waits).allMatch(wait -> wait >= 0 && wait <= most);
            assertThat(waits).anyMatch(wait -> wait < most / 2).anyMatch(wait -> wait > most / 2);
        }
    }

    @Test
    void aWaitThatIsTooLongIsTheHostsToDo() throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) ->
                        reply.send(429, Map.of("Retry-After", "3600"), "{\"message\":\"slowly\"}"));
                TestClient client = new TestClient()) {
            SourceException failure = client.failure(url(server));

            assertThat(failure).hasMessage("GET " + server.url("/a") + ": status 429 (rate limit): slowly");
            assertThat(failure.retryAfter()).hasValue(Duration.ofHours(1));
            assertThat(client.failure(url(server)).retryAfter()).hasValue(Duration.ofHours(1));
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void aRateLimitHoldsAllWhoShareTheCredential() throws Exception {
        FakeTime time = new FakeTime();
        RateBudget shared = RateBudget.unlimited().clock(time);
        AtomicInteger requests = new AtomicInteger();
        HttpHandler limited = (request, reply) -> {
            if (requests.incrementAndGet() == 1) {
                reply.send(429, Map.of("Retry-After", "7"), "");
            } else {
                reply.json(200, "[]");
            }
        };
        ClientSettings once =
                TestClient.settings().retry(new RetryPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)));
        try (FaultServer server = FaultServer.start(limited);
                TestClient one = new TestClient(once, Authentication.NONE, shared);
                TestClient other = new TestClient(once, Authentication.NONE, shared)) {
            CallScope impatient = new FakeTime() {
                @Override
                public void pause(Duration wait) {
                    throw new CancellationException("not me");
                }
            };
            assertThatThrownBy(() -> one.client()
                            .exchange(ApiRequest.get(url(server)), List.of(), impatient, ApiResponse::status))
                    .hasMessage("not me");

            other.client().exchange(ApiRequest.get(url(server)), List.of(), time, ApiResponse::status);

            assertThat(time.waited()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void nothingLeftHoldsTheNextRequestBeforeItIsRefused() throws Exception {
        FakeTime time = new FakeTime();
        ClientSettings settings =
                TestClient.settings().rateHeaders(new RateHeaders("Left", "Reset", RateHeaders.Form.SECONDS));
        try (FaultServer server = FaultServer.start(
                        (request, reply) -> reply.send(200, Map.of("Left", "0", "Reset", "9"), "[]"));
                TestClient client = new TestClient(
                        settings, Authentication.NONE, RateBudget.unlimited().clock(time))) {
            ApiRequest request = ApiRequest.get(url(server));

            client.client().exchange(request, List.of(), time, ApiResponse::status);
            assertThat(time.waited()).isZero();
            client.client().exchange(request, List.of(), time, ApiResponse::status);
            assertThat(time.waited()).isEqualTo(Duration.ofSeconds(9));
        }
    }

    @Test
    void retriesWaitAsTheServerSaysAndInSlices() throws Exception {
        FakeTime time = new FakeTime();
        AtomicInteger requests = new AtomicInteger();
        ClientSettings settings =
                TestClient.settings().retry(new RetryPolicy(3, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)));
        HttpHandler busy = (request, reply) -> {
            if (requests.incrementAndGet() < 3) {
                reply.send(503, Map.of("Retry-After", "20"), "");
            } else {
                reply.json(200, "[]");
            }
        };
        try (FaultServer server = FaultServer.start(busy);
                TestClient client = new TestClient(
                        settings, Authentication.NONE, RateBudget.unlimited().clock(time))) {
            client.client().exchange(ApiRequest.get(url(server)), List.of(), time, ApiResponse::status);

            assertThat(time.waited()).isEqualTo(Duration.ofSeconds(40));
            assertThat(time.pauses()).allMatch(slice -> slice.toMillis() <= 250);
            assertThat(client.host().counted("milliseconds_waited")).isEqualTo(40_000);
        }
    }

    @Test
    void aBudgetLetsSoManyOutInItsPeriodAndNoMore() throws Exception {
        for (int allowed : new int[] {1, 2, 20, 140}) {
            FakeTime time = new FakeTime();
            RateBudget budget = RateBudget.of(allowed, Duration.ofMinutes(1)).clock(time);
            List<Duration> sent = new ArrayList<>();
            for (int i = 0; i < 3 * allowed + 1; i++) {
                budget.acquire(time).close();
                sent.add(time.waited());
                if (i == allowed) {
                    time.pause(Duration.ofMinutes(5)); // idle time earns no more than the usual burst
                }
            }

            for (int i = allowed; i < sent.size(); i++) {
                assertThat(sent.get(i).minus(sent.get(i - allowed)))
                        .as("%s a minute: request %s after request %s", allowed, i, i - allowed)
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(59));
            }
            assertThat(time.waited()).isLessThan(Duration.ofMinutes(5 + 4));
        }
    }

    @Test
    void noMoreAreOnTheirWayAtOnceThanAllowed() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        HttpHandler counting = (request, reply) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(10);
            now.decrementAndGet();
            reply.json(200, "[]");
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (FaultServer server = FaultServer.start(counting);
                TestClient client = new TestClient(
                        TestClient.settings(),
                        Authentication.NONE,
                        RateBudget.unlimited().concurrency(3))) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> client.get(url(server))));
            }
            for (Future<String> each : all) {
                assertThat(each.get()).isEqualTo("[]");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(most).hasValueBetween(2, 3);
    }

    @Test
    void aChildReadInsideItsParentsPageDoesNotWaitForItself() throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> reply.json(200, "[]"));
                TestClient client = new TestClient(
                        TestClient.settings(),
                        Authentication.NONE,
                        RateBudget.unlimited().concurrency(1))) {
            Optional<String> child = client.send(ApiRequest.get(url(server)), response -> client.get(url(server)));

            assertThat(child).hasValue("[]");
        }
    }

    @Test
    void anEndOfTheReadEndsAWait() throws Exception {
        CancellationException end = new CancellationException("enough");
        CallScope scope = new CallScope() {
            private int slices;

            @Override
            public RecordSink.Registration onCancel(Runnable cancel) {
                return () -> {};
            }

            @Override
            public void pause(Duration time) {
                assertThat(time).isLessThanOrEqualTo(Duration.ofMillis(250));
                if (++slices >= 2) {
                    throw end;
                }
            }
        };
        RateBudget budget = RateBudget.unlimited().concurrency(1);
        budget.hold(Duration.ofHours(1));

        assertThatThrownBy(() -> budget.acquire(scope)).isSameAs(end);

        // the slot was given back: else this would wait for ever, on another thread
        assertThatThrownBy(() -> budget.acquire(scope)).isSameAs(end);
    }

    @Test
    void anEndOfAnyOtherCallEndsAWait() throws Exception {
        try (FaultServer server =
                        FaultServer.start((request, reply) -> reply.send(503, Map.of("Retry-After", "25"), ""));
                TestClient client = new TestClient()) {
            Thread ender = new Thread(() -> {
                while (client.host().logged().isEmpty()) {
                    Thread.onSpinWait();
                }
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                client.host().cancel();
            });
            ender.start();

            assertThatThrownBy(() -> client.get(url(server))).isInstanceOf(CancellationException.class);
            ender.join();
        }
    }

    private static HttpUrl url(FaultServer server) {
        return HttpUrl.get(server.url("/a").toString());
    }
}
