package dev.taphouse.http.client;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What a user can set of the {@link ClientSettings} of any connector. */
public final class ClientOptions {
    /** How long an answer may pause. */
    public static final Option<Duration> READ_TIMEOUT = Option.duration(
                    "read_timeout", "How long to wait for the next byte of an answer")
            .alias("request_timeout")
            .defaultsTo(Timeouts.DEFAULT.read());

    /** How long a connection may take. */
    public static final Option<Duration> CONNECT_TIMEOUT = Option.duration(
                    "connect_timeout", "How long to wait for a connection")
            .defaultsTo(Timeouts.DEFAULT.connect());

    /** How long an answer may take. */
    public static final Option<Duration> CALL_TIMEOUT = Option.duration(
                    "call_timeout", "How long to wait for a whole answer, in all")
            .defaultsTo(Timeouts.DEFAULT.call());

    /** How often a request is sent. */
    public static final Option<Long> MAX_TRIES = Option.integer(
                    "max_tries", "How often a request is sent until it succeeds, at most")
            .defaultsTo((long) RetryPolicy.DEFAULT.tries());

    /** How long a request is tried. */
    public static final Option<Duration> MAX_RETRY_TIME = Option.duration(
                    "max_retry_time", "How long a request is tried, waits included")
            .defaultsTo(RetryPolicy.DEFAULT.total());

    /** How large an answer may be. */
    public static final Option<Long> MAX_RESPONSE_BYTES = Option.integer(
                    "max_response_bytes", "Size of an answer, decompressed, that is too large")
            .defaultsTo(Limits.DEFAULT.bytes());

    /** Other origins. */
    public static final Option<List<String>> ALLOWED_ORIGINS = Option.list(
                    "allowed_origins",
                    "Other origins, such as https://eu.example.com, that requests and credentials may go to")
            .defaultsTo(List.of());

    /** Who signed the server's certificate. */
    public static final Option<Optional<String>> CA = Option.text(
                    "ssl_ca", "PEM file of certificates to trust besides those that Java trusts")
            .optional();

    /** Who the client is. */
    public static final Option<Optional<String>> CERTIFICATE = Option.text(
                    "ssl_certificate", "PEM file of the client's certificate")
            .optional();

    /** The client's key. */
    public static final Option<Optional<String>> KEY = Option.text(
                    "ssl_key", "PEM file of the private key of the client's certificate")
            .optional();

    /** Where exchanges are recorded to. */
    public static final Option<Optional<String>> RECORD_TO = Option.text(
                    "record_to", "Folder to record all exchanges to, scrubbed of secrets")
            .optional();

    /** Where answers come from. */
    public static final Option<Optional<String>> REPLAY_FROM = Option.text(
                    "replay_from", "Folder of recorded exchanges to read from instead of the network")
            .optional();

    private ClientOptions() {}

    /** All, for a connector's list. */
    public static List<Option<?>> all() {
        return List.of(
                CONNECT_TIMEOUT,
                READ_TIMEOUT,
                CALL_TIMEOUT,
                MAX_TRIES,
                MAX_RETRY_TIME,
                MAX_RESPONSE_BYTES,
                ALLOWED_ORIGINS,
                CA,
                CERTIFICATE,
                KEY,
                RECORD_TO,
                REPLAY_FROM);
    }

    /**
     * What the user set.
     *
     * @param usual what holds for what the user cannot set
     * @param base where the API is
     * @throws dev.taphouse.api.SourceException of kind CONFIG
     */
    public static ClientSettings of(SourceContext context, ClientSettings usual, HttpUrl base) {
        ClientOptionValues values = new ClientOptionValues(context);
        ClientSettings settings = usual.timeouts(values.timeouts())
                .limits(values.limits(usual.limits()))
                .retry(values.retry(usual.retry()))
                .tls(new TlsFiles(values.path(CA), values.path(CERTIFICATE), values.path(KEY)))
                .origins(values.origins(base));
        Optional<Path> record = values.path(RECORD_TO);
        Optional<Path> replay = values.path(REPLAY_FROM);
        if (record.isPresent() && replay.isPresent()) {
            throw ClientOptionValues.wrong(REPLAY_FROM, "is set together with '" + RECORD_TO.name() + "'", "Set one.");
        }
        settings = record.isPresent() ? settings.recordTo(record.get()) : settings;
        return replay.isPresent() ? settings.replayFrom(replay.get()) : settings;
    }
}
