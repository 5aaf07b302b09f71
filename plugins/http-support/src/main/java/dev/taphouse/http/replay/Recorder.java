package dev.taphouse.http.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.Answer;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.CallScope;
import dev.taphouse.http.client.Secrets;
import dev.taphouse.http.client.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.Headers;

/** Records all exchanges that came to their end, each to two files of a folder, without secrets. */
public final class Recorder implements Transport {
    /** Headers about the transfer; the body is recorded as it was before. */
    private static final Set<String> TRANSFER =
            Set.of("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive");

    private final Transport network;
    private final Path folder;
    private final Supplier<Secrets> secrets;
    private final AtomicInteger recorded = new AtomicInteger();

    /**
     * A recorder.
     *
     * @param folder made when it is not there; has to be empty, so that no two recordings are mixed
     * @param secrets as they are known at the time of asking
     * @throws SourceException of kind CONFIG
     */
    public Recorder(Transport network, Path folder, Supplier<Secrets> secrets) {
        this.network = network;
        this.folder = folder;
        this.secrets = secrets;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new SourceException(
                                    Kind.CONFIG, "the folder to record to, '" + folder + "', holds something already")
                            .remedy("Record to a new folder.");
                }
            }
        } catch (IOException e) {
            throw new SourceException(
                    Kind.CONFIG, "the folder to record to, '" + folder + "', cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public Answer send(ApiRequest request, CallScope scope) throws IOException {
        try (Answer answer = network.send(request, scope)) {
            byte[] body = answer.body().readAllBytes();
            write(request, answer, body);
            return new Answer(answer.status(), answer.headers(), new ByteArrayInputStream(body), () -> {});
        }
    }

    private void write(ApiRequest request, Answer answer, byte[] body) throws IOException {
        Secrets known = secrets.get();
        String name = String.format(
                Locale.ROOT,
                "%04d-%s%s",
                recorded.incrementAndGet(),
                request.method(),
                known.mask(request.url().encodedPath()).replaceAll("[^A-Za-z0-9]+", "-"));
        name = name.length() > 80 ? name.substring(0, 80) : name;
        Files.write(folder.resolve(name + ".body"), scrubbed(body, known));
        new RecordedExchange(
                        RequestKey.of(request, known),
                        known.mask(request.headers()),
                        answer.status(),
                        known.mask(kept(answer.headers())),
                        name + ".body")
                .write(folder.resolve(name + ".json"));
    }

    private static byte[] scrubbed(byte[] body, Secrets known) {
        try {
            return known.mask(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString())
                    .getBytes(UTF_8);
        } catch (CharacterCodingException e) {
            // no text: letter by letter, so that all other bytes stay as they are
            return known.mask(new String(body, ISO_8859_1)).getBytes(ISO_8859_1);
        }
    }

    private static Headers kept(Headers headers) {
        Headers.Builder kept = new Headers.Builder();
        for (int i = 0; i < headers.size(); i++) {
            if (!TRANSFER.contains(headers.name(i).toLowerCase(Locale.ROOT))) {
                kept.addUnsafeNonAscii(headers.name(i), headers.value(i));
            }
        }
        return kept.build();
    }

    @Override
    public void close() {
        network.close();
    }
}
