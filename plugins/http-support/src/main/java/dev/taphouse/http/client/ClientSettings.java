package dev.taphouse.http.client;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * How an {@link ApiClient} is set up. Immutable; each method that sets something returns a new value. Proxies are those
 * of the JVM ({@code https.proxyHost}, {@code java.net.useSystemProxies}).
 */
public final class ClientSettings {
    private final String userAgent;
    private final Timeouts timeouts;
    private final Limits limits;
    private final TlsFiles tls;
    private final RetryPolicy retry;
    private final RateHeaders rateHeaders;
    private final Set<Origin> origins;
    private final Set<String> secrets;
    private final Set<String> secretParams;
    private final Optional<Path> recordTo;
    private final Optional<Path> replayFrom;

    private ClientSettings(Draft draft) {
        this.userAgent = draft.userAgent;
        this.timeouts = draft.timeouts;
        this.limits = draft.limits;
        this.tls = draft.tls;
        this.retry = draft.retry;
        this.rateHeaders = draft.rateHeaders;
        this.origins = Set.copyOf(draft.origins);
        this.secrets = Set.copyOf(draft.secrets);
        this.secretParams = Set.copyOf(draft.secretParams);
        this.recordTo = draft.recordTo;
        this.replayFrom = draft.replayFrom;
    }

    /**
     * The usual settings.
     *
     * @param plugin which connector asks
     * @param contact where its people are to be found: an address of a page or {@code mailto:}
     */
    public static ClientSettings of(String plugin, String contact) {
        return new ClientSettings(new Draft(UserAgent.of(plugin, contact)));
    }

    /** With other timeouts. */
    public ClientSettings timeouts(Timeouts other) {
        Draft draft = new Draft(this);
        draft.timeouts = other;
        return new ClientSettings(draft);
    }

    /** With other limits. */
    public ClientSettings limits(Limits other) {
        Draft draft = new Draft(this);
        draft.limits = other;
        return new ClientSettings(draft);
    }

    /** With certificates from files. */
    public ClientSettings tls(TlsFiles other) {
        Draft draft = new Draft(this);
        draft.tls = other;
        return new ClientSettings(draft);
    }

    /** With another retry policy. */
    public ClientSettings retry(RetryPolicy other) {
        Draft draft = new Draft(this);
        draft.retry = other;
        return new ClientSettings(draft);
    }

    /** With other headers that tell what is left of a rate limit. */
    public ClientSettings rateHeaders(RateHeaders other) {
        Draft draft = new Draft(this);
        draft.rateHeaders = other;
        return new ClientSettings(draft);
    }

    /**
     * With origins that requests may go to and credentials be sent to: that of the API, and those that the user allows.
     * Without any, all.
     */
    public ClientSettings origins(Collection<HttpUrl> urls) {
        Draft draft = new Draft(this);
        draft.origins = new LinkedHashSet<>();
        urls.forEach(url -> draft.origins.add(Origin.of(url)));
        return new ClientSettings(draft);
    }

    /** With texts that are never shown or recorded: the values of the config's secrets. Adds to those known. */
    public ClientSettings secrets(Collection<String> more) {
        Draft draft = new Draft(this);
        draft.secrets = new LinkedHashSet<>(secrets);
        draft.secrets.addAll(more);
        return new ClientSettings(draft);
    }

    /** With names of query and form parameters whose values are never shown, besides the usual ones. */
    public ClientSettings secretParams(Collection<String> more) {
        Draft draft = new Draft(this);
        draft.secretParams = new LinkedHashSet<>(secretParams);
        draft.secretParams.addAll(more);
        return new ClientSettings(draft);
    }

    /** With a folder that all exchanges are recorded to, scrubbed of secrets. */
    public ClientSettings recordTo(Path folder) {
        Draft draft = new Draft(this);
        draft.recordTo = Optional.of(folder);
        return new ClientSettings(draft);
    }

    /** With a folder that all answers come from, instead of the network. */
    public ClientSettings replayFrom(Path folder) {
        Draft draft = new Draft(this);
        draft.replayFrom = Optional.of(folder);
        return new ClientSettings(draft);
    }

    /** The header that says who asks. */
    public String userAgent() {
        return userAgent;
    }

    /** How long is waited. */
    public Timeouts timeouts() {
        return timeouts;
    }

    /** How large answers may be. */
    public Limits limits() {
        return limits;
    }

    /** Certificates from files. */
    public TlsFiles tls() {
        return tls;
    }

    /** How often is tried. */
    public RetryPolicy retry() {
        return retry;
    }

    /** Which headers tell what is left. */
    public RateHeaders rateHeaders() {
        return rateHeaders;
    }

    /** Where requests may go; empty for anywhere. */
    public Set<Origin> origins() {
        return origins;
    }

    /** What is never shown. */
    public Set<String> secrets() {
        return secrets;
    }

    /** Parameters whose values are never shown, besides the usual ones. */
    public Set<String> secretParams() {
        return secretParams;
    }

    /** Where exchanges are recorded to. */
    public Optional<Path> recordTo() {
        return recordTo;
    }

    /** Where answers come from instead of the network. */
    public Optional<Path> replayFrom() {
        return replayFrom;
    }

    /** The values while they are being set. */
    private static final class Draft {
        private final String userAgent;
        private Timeouts timeouts = Timeouts.DEFAULT;
        private Limits limits = Limits.DEFAULT;
        private TlsFiles tls = TlsFiles.NONE;
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private RateHeaders rateHeaders = RateHeaders.COMMON;
        private Set<Origin> origins = Set.of();
        private Set<String> secrets = Set.of();
        private Set<String> secretParams = Set.of();
        private Optional<Path> recordTo = Optional.empty();
        private Optional<Path> replayFrom = Optional.empty();

        Draft(String userAgent) {
            this.userAgent = userAgent;
        }

        Draft(ClientSettings from) {
            this.userAgent = from.userAgent;
            this.timeouts = from.timeouts;
            this.limits = from.limits;
            this.tls = from.tls;
            this.retry = from.retry;
            this.rateHeaders = from.rateHeaders;
            this.origins = from.origins;
            this.secrets = from.secrets;
            this.secretParams = from.secretParams;
            this.recordTo = from.recordTo;
            this.replayFrom = from.replayFrom;
        }
    }
}
