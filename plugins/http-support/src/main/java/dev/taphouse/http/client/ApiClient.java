package dev.taphouse.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.http.client.TryFailed.Next;
import dev.taphouse.http.replay.Recorder;
import dev.taphouse.http.replay.Replay;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sends the requests of one session. Safe for use by several threads. */
public final class ApiClient implements AutoCloseable {
    /** So much is read of an answer with a token. */
    private static final int REPLY_BYTES = 1 << 20;

    private final ClientSettings settings;
    private final Authentication authentication;
    private final RateBudget budget;
    private final SourceContext context;
    private final Transport transport;
    /** Whose secrets are masked: also where requests go without them. */
    private final Authentication known;

    private final boolean takesRefusals;

    private ApiClient(
            ClientSettings settings,
            Authentication authentication,
            RateBudget budget,
            SourceContext context,
            Transport transport,
            Authentication known,
            boolean takesRefusals) {
        this.settings = settings;
        this.authentication = authentication;
        this.budget = budget;
        this.context = context;
        this.transport = transport;
        this.known = known;
        this.takesRefusals = takesRefusals;
    }

    /**
     * A client.
     *
     * @param settings how it is set up
     * @param authentication how requests prove who sends them
     * @param budget shared by all clients with the same credential
     * @param context of the session: counts, log, clock
     * @throws SourceException of kind CONFIG when the settings cannot be used
     */
    public static ApiClient of(
            ClientSettings settings, Authentication authentication, RateBudget budget, SourceContext context) {
        Transport transport = transport(settings, context, () -> secrets(settings, authentication));
        return settings.replayFrom().isPresent()
                ? new ApiClient(
                        settings.retry(settings.retry().atOnce()),
                        authentication,
                        RateBudget.unlimited(),
                        context,
                        transport,
                        authentication,
                        false)
                : new ApiClient(settings, authentication, budget, context, transport, authentication, false);
    }

    private static Transport transport(ClientSettings settings, SourceContext context, Supplier<Secrets> secrets) {
        if (settings.replayFrom().isPresent()) {
            return new Replay(
                    settings.replayFrom().get(),
                    context,
                    secrets,
                    settings.rateHeaders().reset());
        }
        Transport network = new OkHttpTransport(settings, context);
        return settings.recordTo().isPresent()
                ? new Recorder(network, settings.recordTo().get(), secrets)
                : network;
    }

    /**
     * Sends a request and has its answer read: within the rate budget, authenticated anew for each try, tried again
     * after failures that pass, body included.
     *
     * @param rules what differs from the usual handling of statuses
     * @return what {@code reader} returned; empty where a rule says that there is nothing here
     * @throws SourceException for every answer that is no success, with its kind and remedy
     * @throws java.util.concurrent.CancellationException when the call is to end
     * @throws Exception what {@code reader} threw
     */
    public <T> Optional<T> exchange(ApiRequest request, List<ErrorRule> rules, CallScope scope, BodyReader<T> reader)
            throws Exception {
        requireAllowed(request);
        return new Exchange<>(this, request, rules, scope, reader).run();
    }

    private void requireAllowed(ApiRequest request) {
        Origin origin = Origin.of(request.url());
        if (!settings.origins().isEmpty() && !settings.origins().contains(origin)) {
            throw new SourceException(
                            Kind.DATA,
                            refusals().line(request.method(), request.url(), "this is at another origin than the API"))
                    .remedy("Add " + origin + " to '" + ClientOptions.ALLOWED_ORIGINS.name()
                            + "', if it may get the credentials.");
        }
    }

    /** What sends requests for tokens within a call. */
    Sender sender(CallScope scope) {
        ApiClient bare = new ApiClient(
                settings.origins(List.of()),
                Authentication.NONE,
                RateBudget.unlimited(),
                context,
                transport,
                known,
                true);
        return request -> bare.exchange(
                        request,
                        List.of(),
                        scope,
                        response -> new Reply(
                                response.status(),
                                response.headers(),
                                new String(response.body().readNBytes(REPLY_BYTES), UTF_8)))
                .orElseThrow();
    }

    ClientSettings settings() {
        return settings;
    }

    Authentication authentication() {
        return authentication;
    }

    RateBudget budget() {
        return budget;
    }

    Transport transport() {
        return transport;
    }

    /** What must not be shown, as it is known now: tokens change. */
    Secrets secrets() {
        return secrets(settings, known);
    }

    private static Secrets secrets(ClientSettings settings, Authentication known) {
        Set<String> texts = new HashSet<>(settings.secrets());
        texts.addAll(known.secrets());
        return Secrets.of(texts, settings.secretParams());
    }

    Refusals refusals() {
        return new Refusals(settings.rateHeaders(), secrets(), context.clock());
    }

    /** Whether the reader takes this refusal: one that trying again does not change. */
    boolean takes(Answer answer) {
        return takesRefusals
                && !Statuses.isPassing(answer.status())
                && !Statuses.isRateLimit(answer.status(), answer.headers(), settings.rateHeaders());
    }

    /** Takes what an answer says about what is left: the next request then waits before it is refused. */
    void observed(Answer answer) {
        RateHeaders rate = settings.rateHeaders();
        if (Statuses.isSuccess(answer.status()) && rate.isExhausted(answer.headers())) {
            rate.untilReset(answer.headers(), context.clock().instant())
                    .filter(wait -> wait.compareTo(settings.retry().total()) <= 0)
                    .ifPresent(budget::hold);
        }
    }

    /** Tells that a request is sent again. */
    void retrying(TryFailed failed, Duration wait, int tries) {
        context.count("http_retries", 1);
        context.count("milliseconds_waited", wait.toMillis());
        String how = failed.next() == Next.RENEW
                ? "the credentials were renewed"
                : "waiting " + wait.toMillis() / 1000.0 + " s (try " + tries + " of "
                        + settings.retry().tries() + ")";
        context.log().log(System.Logger.Level.INFO, failed.error().getMessage() + "; trying again: " + how);
    }

    /** Frees the connections. */
    @Override
    public void close() {
        transport.close();
    }
}
