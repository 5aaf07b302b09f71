package dev.taphouse.http;

import dev.taphouse.api.Option;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.http.client.ClientOptions;
import dev.taphouse.http.cursor.TimeFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The base of a connector for an API. A connector says where the API is, how it is authenticated, and which streams it
 * has; it inherits the rest: test of the connection, discovery, full and incremental passes, children, positions.
 *
 * <p>Stateless, like every {@link Source}.
 */
public abstract class HttpSource implements Source {
    /** From when on to read; the host makes it the start of streams whose cursor is a time. */
    public static final Option<Optional<Instant>> START_DATE = Option.instant(
                    "start_date", "Leave out records whose cursor is before this time")
            .example("2026-01-01T00:00:00Z")
            .optional();

    /** For subclasses. */
    protected HttpSource() {}

    /** The options of the connector; those of this class are added. No I/O. */
    protected abstract List<Option<?>> apiOptions();

    /**
     * The API. No I/O.
     *
     * @throws SourceException of kind CONFIG for options that cannot work
     */
    protected abstract Api api(SourceContext context);

    /**
     * The streams, parents before their children. No I/O.
     *
     * @throws SourceException of kind CONFIG for options that cannot work
     */
    protected abstract List<HttpStream> streams(SourceContext context);

    /**
     * Which streams are not to be had at this account. A hook for APIs that tell so beforehand; asked for once a
     * session, before streams are described.
     *
     * @return by name, why not
     * @throws SourceException also for what the account, key or address is wrong about
     */
    protected Map<String, String> absent(SourceContext context, Probe probe) throws Exception {
        return Map.of();
    }

    @Override
    public final List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(apiOptions());
        options.add(START_DATE);
        options.addAll(ClientOptions.all());
        return List.copyOf(options);
    }

    @Override
    public final SourceSession open(SourceContext context) {
        return new HttpSession(this, context);
    }

    /** The values of the options as text, by their names; empty for one that is not set. */
    protected final Function<String, Optional<String>> settings(SourceContext context) {
        return name -> options().stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .flatMap(option -> text(context.get(option)));
    }

    private static Optional<String> text(Object value) {
        Object given = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return Optional.ofNullable(given)
                .map(set -> set instanceof Instant time ? TimeFormat.canonical(time) : set.toString());
    }
}
