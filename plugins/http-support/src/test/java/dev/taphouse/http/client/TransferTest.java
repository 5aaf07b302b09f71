package dev.taphouse.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.testkit.http.FaultServer;
import dev.taphouse.testkit.http.HttpHandler;
import dev.taphouse.testkit.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that do not arrive as they should. */
class TransferTest {
    private static final String WHOLE = "[1,2,3,4,5,6,7,8,9]";
    private static final byte[] ZIPPED = Reply.gzip(WHOLE.repeat(100).getBytes(UTF_8));
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final TestClient client =
            new TestClient(TestClient.settings().timeouts(SHORT), Authentication.NONE, RateBudget.unlimited());

    @AfterEach
    void close() {
        client.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault("no answer at all", Reply::close),
                new Fault("a reset before the answer", Reply::reset),
                new Fault(
                        "a reset in the head",
                        reply -> reply.bytes("HTTP/1.1 20").reset()),
                new Fault(
                        "fewer bytes than the length",
                        reply -> reply.head(200, Map.of("Content-Length", "19"))
                                .bytes("[1,2,3]")
                                .close()),
                new Fault(
                        "a reset in the body",
                        reply -> reply.head(200, Map.of("Content-Length", "19"))
                                .bytes("[1,2,3")
                                .reset()),
                new Fault(
                        "a cut between chunks",
                        reply -> reply.head(200, Map.of("Transfer-Encoding", "chunked"))
                                .chunk("[1,2,3]")
                                .close()),
                new Fault(
                        "a cut in a chunk",
                        reply -> reply.head(200, Map.of("Transfer-Encoding", "chunked"))
                                .line("13")
                                .bytes("[1,2,3]")
                                .close()),
                new Fault(
                        "a gzip stream that is cut, in an answer that is whole",
                        reply -> reply.send(200, Map.of("Content-Encoding", "gzip"), Arrays.copyOf(ZIPPED, 30))),
                new Fault(
                        "a gzip stream without its trailer",
                        reply -> reply.send(
                                200, Map.of("Content-Encoding", "gzip"), Arrays.copyOf(ZIPPED, ZIPPED.length - 4))),
                new Fault(
                        "a gzip stream with a wrong checksum",
                        reply -> reply.send(200, Map.of("Content-Encoding", "gzip"), damaged())),
                new Fault("a stall in the body", reply -> {
                    reply.head(200, Map.of("Content-Length", "19")).bytes("[1,2,3");
                    Thread.sleep(60_000);
                }),
                new Fault("a stall before the answer", reply -> Thread.sleep(60_000)));
    }

    private static byte[] damaged() {
        byte[] damaged = ZIPPED.clone();
        damaged[damaged.length - 6] ^= 1;
        return damaged;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anAnswerThatIsNotWholeIsAskedForAgain(Fault fault) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer server = FaultServer.start((request, reply) -> {
            if (requests.incrementAndGet() < 3) {
                fault.send.to(reply);
            } else {
                reply.json(200, WHOLE);
            }
        })) {
            assertThat(client.get(url(server))).isEqualTo(WHOLE);
        }
        assertThat(requests).hasValue(3);
        assertThat(client.host().counted("http_retries")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anAnswerThatIsNeverWholeIsAFailure(Fault fault) throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> fault.send.to(reply))) {
            SourceException failure = client.failure(url(server));

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure)
                    .hasMessageMatching(
                            "GET http://127.0.0.1:\\d+/page: (the connection failed|no answer in time) \\(.+\\)"
                                    + " \\(after 4 tries\\)");
        }
    }

    @Test
    void whatWasReadBeforeTheFailureIsReadAgain() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer server = FaultServer.start((request, reply) -> {
            String body = requests.incrementAndGet() < 2 ? "[1,2" : WHOLE;
            reply.head(200, Map.of("Content-Length", "19")).bytes(body).close();
        })) {
            int found = client.send(ApiRequest.get(url(server)), response -> {
                        reads.incrementAndGet();
                        return response.body().readAllBytes().length;
                    })
                    .orElseThrow();

            assertThat(found).isEqualTo(WHOLE.length());
        }
        assertThat(reads).hasValue(2);
    }

    @Test
    void aReaderThatHidesTheFailureIsNotBelieved() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer server = FaultServer.start((request, reply) -> {
            requests.incrementAndGet();
            reply.head(200, Map.of("Content-Length", "19")).bytes("[1,2").close();
        })) {
            SourceException failure =
                    (SourceException) catchThrowable(() -> client.send(ApiRequest.get(url(server)), response -> {
                        try {
                            return response.body().readAllBytes().length;
                        } catch (IOException e) {
                            return 0;
                        }
                    }));

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        }
        assertThat(requests).hasValue(4);
    }

    @Test
    void aReaderThatStopsAtTheLastBraceStillSeesACutTail() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer server = FaultServer.start((request, reply) -> {
            requests.incrementAndGet();
            reply.head(200, Map.of("Transfer-Encoding", "chunked")).chunk("[]").close();
        })) {
            assertThat(catchThrowable(() -> client.send(
                            ApiRequest.get(url(server)),
                            response -> response.body().read() + response.body().read())))
                    .isInstanceOf(SourceException.class);
        }
        assertThat(requests).hasValue(4);
    }

    @Test
    void whatTheReaderThrowsPassesThroughAtOnce() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        List<Exception> own = List.of(
                new CancellationException("stop"),
                new SourceException(Kind.DATA, "no records"),
                new IOException("the disk is full"),
                new IllegalStateException("a bug"));
        try (FaultServer server = FaultServer.start((request, reply) -> {
            requests.incrementAndGet();
            reply.json(200, WHOLE);
        })) {
            for (Exception each : own) {
                assertThatThrownBy(() -> client.send(ApiRequest.get(url(server)), response -> {
                            response.body().readAllBytes();
                            throw each;
                        }))
                        .isSameAs(each);
            }
        }
        assertThat(requests).hasValue(own.size());
    }

    @Test
    void aTransferOfUnknownLengthThatEndsTooEarlyForItsReaderIsAskedForAgain() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer server = FaultServer.start((request, reply) -> {
            reply.head(200, Map.of("Content-Type", "application/json"));
            reply.bytes(requests.incrementAndGet() < 3 ? "[1,2" : WHOLE).close();
        })) {
            long tokens = client.send(ApiRequest.get(url(server)), response -> {
                        try (var parser = new com.fasterxml.jackson.core.JsonFactory().createParser(response.body())) {
                            long n = 0;
                            while (parser.nextToken() != null) {
                                n++;
                            }
                            return n;
                        }
                    })
                    .orElseThrow();

            assertThat(tokens).isEqualTo(11);
        }
        assertThat(requests).hasValue(3);
    }

    @Test
    void aRequestThatMayHaveArrivedIsSentAgainOnlyIfItChangesNothing() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer server = FaultServer.start((request, reply) -> {
            requests.incrementAndGet();
            reply.reset();
        })) {
            ApiRequest post = ApiRequest.post(url(server), "application/json", new byte[] {'1'});

            SourceException once = client.failure(post);
            assertThat(requests).hasValue(1);
            assertThat(once.remedy())
                    .hasValue("It is not sent again, since it may have arrived and changed something.");

            client.failure(post.repeatable());
            assertThat(requests).hasValue(5);
        }
    }

    @Test
    void aRequestThatCannotHaveArrivedIsSentAgain() throws Exception {
        HttpUrl nobody;
        try (FaultServer server = FaultServer.start((request, reply) -> reply.close())) {
            nobody = url(server);
        }

        SourceException failure = client.failure(ApiRequest.post(nobody, "application/json", new byte[] {'1'}));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining(": no connection (").hasMessageEndingWith("(after 4 tries)");
    }

    @Test
    void aPostThatTheServerFailedAtIsNotSentAgain() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (FaultServer server = FaultServer.start((request, reply) -> {
            requests.incrementAndGet();
            reply.json(request.path().equals("/busy") ? 503 : 500, "{}");
        })) {
            client.failure(ApiRequest.post(url(server), "application/json", new byte[] {'1'}));
            assertThat(requests).hasValue(1);

            client.failure(
                    ApiRequest.post(HttpUrl.get(server.url("/busy").toString()), "application/json", new byte[] {'1'}));
            assertThat(requests).hasValue(5);
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        SourceException failure = client.failure(HttpUrl.get("http://no-such-host.invalid/page"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("GET http://no-such-host.invalid/page: the host is not known (after 4 tries)");
        assertThat(failure.remedy()).hasValue("Check the address, and that this machine can resolve it.");
    }

    @Test
    void aBodyThatDribblesForEverEnds() throws Exception {
        ClientSettings settings = TestClient.settings()
                .timeouts(new Timeouts(SHORT.connect(), Duration.ofSeconds(5), SHORT.write(), Duration.ofMillis(400)))
                .retry(new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)));
        HttpHandler slow = (request, reply) -> {
            if (request.path().equals("/body")) {
                reply.head(200, Map.of("Content-Length", "100000"));
            }
            reply.dribble("HTTP/1.1 200 OK\r\n".repeat(100), 20);
        };
        try (FaultServer server = FaultServer.start(slow);
                TestClient hasty = new TestClient(settings, Authentication.NONE, RateBudget.unlimited())) {
            for (String path : List.of("/body", "/head")) {
                SourceException failure =
                        hasty.failure(HttpUrl.get(server.url(path).toString()));

                assertThat(failure)
                        .hasMessage("GET " + server.url(path)
                                + ": no answer in time (the answer was not complete after PT0.4S)");
                assertThat(failure.remedy())
                        .hasValue("Ask for smaller pages, or raise 'read_timeout' and 'call_timeout'.");
            }
        }
    }

    @Test
    void aSlowReaderIsNoSlowServer() throws Exception {
        ClientSettings settings = TestClient.settings()
                .timeouts(new Timeouts(SHORT.connect(), Duration.ofMillis(200), SHORT.write(), Duration.ofMillis(300)));
        try (FaultServer server = FaultServer.start((request, reply) -> reply.json(200, WHOLE));
                TestClient hasty = new TestClient(settings, Authentication.NONE, RateBudget.unlimited())) {
            byte[] read = hasty.send(ApiRequest.get(url(server)), response -> {
                        response.body().readNBytes(5);
                        Thread.sleep(600);
                        return response.body().readAllBytes();
                    })
                    .orElseThrow();

            assertThat(read).hasSize(WHOLE.length() - 5);
        }
        assertThat(client.host().counted("http_retries")).isZero();
    }

    @Test
    void aDecompressionBombIsRefused() throws Exception {
        byte[] bomb = Reply.gzip(new byte[64 << 20]);
        try (FaultServer server =
                FaultServer.start((request, reply) -> reply.send(200, Map.of("Content-Encoding", "gzip"), bomb))) {
            SourceException failure = client.failure(url(server));

            assertThat(failure.kind()).isEqualTo(Kind.DATA);
            assertThat(failure)
                    .hasMessageMatching("GET http://127.0.0.1:\\d+/page: the answer is compressed more than 200 times"
                            + " \\(\\d+ bytes became \\d+ so far\\): a decompression bomb");
        }
    }

    @Test
    void anEndlessBodyIsRefused() throws Exception {
        ClientSettings settings = TestClient.settings().limits(new Limits(1 << 20, 200, 10));
        try (FaultServer server = FaultServer.start((request, reply) -> {
                    reply.head(200, Map.of("Transfer-Encoding", "chunked"));
                    while (true) {
                        reply.chunk("[1,2,3],".repeat(1000));
                    }
                });
                TestClient strict = new TestClient(settings, Authentication.NONE, RateBudget.unlimited())) {
            SourceException failure = strict.failure(url(server));

            assertThat(failure.kind()).isEqualTo(Kind.DATA);
            assertThat(failure).hasMessageEndingWith("/page: the answer is larger than 1048576 bytes");
            assertThat(failure.remedy()).hasValue("Ask for smaller pages, or raise 'max_response_bytes'.");
        }
    }

    @Test
    void anEncodingThatWasNotAskedForIsNamed() throws Exception {
        try (FaultServer server =
                FaultServer.start((request, reply) -> reply.send(200, Map.of("Content-Encoding", "br"), WHOLE))) {
            assertThat(client.failure(url(server)))
                    .hasMessageEndingWith("/page: the answer's Content-Encoding is 'br', and only gzip was asked for");
        }
    }

    @Test
    void compressedAnswersAreRead() throws Exception {
        try (FaultServer server =
                FaultServer.start((request, reply) -> reply.send(200, Map.of("Content-Encoding", "gzip"), ZIPPED))) {
            assertThat(client.get(url(server))).isEqualTo(WHOLE.repeat(100));
            assertThat(server.received().get(0).header("Accept-Encoding")).hasValue("gzip");
            assertThat(server.received().get(0).header("User-Agent").orElse(""))
                    .matches("taphouse/[0-9].* \\(test; \\+https://example.com/contact\\)");
        }
        assertThat(client.host().counted("bytes_in")).isEqualTo(ZIPPED.length);
    }

    @Test
    void anEndOfTheCallUnblocksARequest() throws Exception {
        try (FaultServer server = FaultServer.start((request, reply) -> {
            client.host().cancel();
            Thread.sleep(60_000);
        })) {
            assertThatThrownBy(() -> client.get(url(server)))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the request was ended");
        }
    }

    private static HttpUrl url(FaultServer server) {
        return HttpUrl.get(server.url("/page").toString());
    }

    private interface Send {
        void to(Reply reply) throws IOException, InterruptedException;
    }

    private record Fault(String name, Send send) {
        @Override
        public String toString() {
            return name;
        }
    }
}
