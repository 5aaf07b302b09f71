package dev.taphouse.http.replay;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.Answer;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.CallScope;
import dev.taphouse.http.client.Secrets;
import dev.taphouse.http.client.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Answers from a folder that a {@link Recorder} filled: those to equal requests in the order of their recording. */
public final class Replay implements Transport {
    private final Path folder;
    private final SourceContext context;
    private final Supplier<Secrets> secrets;
    private final List<String> waits;
    private final Map<RequestKey, Queue<RecordedExchange>> exchanges = new HashMap<>();

    /**
     * Reads a folder.
     *
     * @param secrets as they are known at the time of asking
     * @param reset the header that tells when there is more to be had; nothing is waited for again
     * @throws SourceException of kind CONFIG when there are no recorded exchanges
     */
    public Replay(Path folder, SourceContext context, Supplier<Secrets> secrets, String reset) {
        this.folder = folder;
        this.context = context;
        this.secrets = secrets;
        this.waits = List.of("Retry-After", reset);
        for (Path file : files(folder)) {
            RecordedExchange each = read(file);
            exchanges.computeIfAbsent(each.request(), key -> new ArrayDeque<>()).add(each);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (!files.isEmpty()) {
                return files;
            }
        } catch (IOException e) {
            throw unusable(folder, "cannot be read", e);
        }
        throw unusable(folder, "holds no recorded exchanges", null);
    }

    private static RecordedExchange read(Path file) {
        try {
            return RecordedExchange.read(file);
        } catch (IOException | RuntimeException e) {
            throw unusable(file, "is no recorded exchange: " + e.getMessage(), e);
        }
    }

    private static SourceException unusable(Path what, String why, @Nullable Throwable cause) {
        return new SourceException(Kind.CONFIG, "'" + what + "', to replay from, " + why, cause)
                .remedy("Set 'replay_from' to a folder that 'record_to' filled.");
    }

    @Override
    public Answer send(ApiRequest request, CallScope scope) throws IOException {
        RequestKey key = RequestKey.of(request, secrets.get());
        RecordedExchange found = next(key);
        context.count("http_requests", 1);
        return new Answer(
                found.status(),
                withoutWaits(found.headers()),
                Files.newInputStream(folder.resolve(found.body())),
                () -> {});
    }

    private Headers withoutWaits(Headers recorded) {
        Headers.Builder headers = recorded.newBuilder();
        waits.stream().filter(name -> recorded.get(name) != null).forEach(name -> headers.set(name, "0"));
        return headers.build();
    }

    private synchronized RecordedExchange next(RequestKey key) {
        Queue<RecordedExchange> queue = exchanges.get(key);
        RecordedExchange next = queue == null ? null : queue.poll();
        if (next == null) {
            throw new SourceException(
                            Kind.CONFIG,
                            key + ": "
                                    + (queue == null ? "no such request was recorded" : "it was not recorded as often")
                                    + " in '" + folder + "'")
                    .remedy("Record again with 'record_to'.");
        }
        return next;
    }

    @Override
    public void close() {
        synchronized (this) {
            exchanges.clear();
        }
    }
}
