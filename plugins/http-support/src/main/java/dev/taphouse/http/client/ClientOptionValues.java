package dev.taphouse.http.client;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Reads the values of {@link ClientOptions}. */
final class ClientOptionValues {
    private final SourceContext context;

    ClientOptionValues(SourceContext context) {
        this.context = context;
    }

    Timeouts timeouts() {
        return new Timeouts(
                positive(ClientOptions.CONNECT_TIMEOUT),
                positive(ClientOptions.READ_TIMEOUT),
                Timeouts.DEFAULT.write(),
                positive(ClientOptions.CALL_TIMEOUT));
    }

    Limits limits(Limits usual) {
        return new Limits(atLeastOne(ClientOptions.MAX_RESPONSE_BYTES), usual.expansion(), usual.redirects());
    }

    RetryPolicy retry(RetryPolicy usual) {
        return new RetryPolicy(
                (int) Math.min(Integer.MAX_VALUE, atLeastOne(ClientOptions.MAX_TRIES)),
                usual.first(),
                usual.longest(),
                positive(ClientOptions.MAX_RETRY_TIME));
    }

    Optional<Path> path(Option<Optional<String>> option) {
        return context.get(option).map(text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw wrong(option, "is not a path", "Set it to the path of a file or folder.");
            }
        });
    }

    List<HttpUrl> origins(HttpUrl base) {
        List<HttpUrl> urls = new ArrayList<>(List.of(base));
        for (String text : context.get(ClientOptions.ALLOWED_ORIGINS)) {
            HttpUrl url = HttpUrl.parse(text);
            if (url == null) {
                throw wrong(
                        ClientOptions.ALLOWED_ORIGINS,
                        "'" + text + "' is no origin",
                        "Write origins like https://eu.example.com.");
            }
            urls.add(url);
        }
        return urls;
    }

    private Duration positive(Option<Duration> option) {
        Duration value = context.get(option);
        // OkHttp counts milliseconds in 31 bits, and takes 0 for no limit
        if (value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw wrong(option, value + " is not from 1 millisecond to 24 days", "Set it to a time such as PT1M.");
        }
        return value;
    }

    private long atLeastOne(Option<Long> option) {
        long value = context.get(option);
        if (value < 1) {
            throw wrong(option, value + " is less than 1", "Set it to 1 or more.");
        }
        return value;
    }

    static SourceException wrong(Option<?> option, String what, String remedy) {
        return new SourceException(Kind.CONFIG, "option '" + option.name() + "': " + what).remedy(remedy);
    }
}
