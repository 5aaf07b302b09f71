package dev.taphouse.http;

import dev.taphouse.http.description.JsonText;
import dev.taphouse.http.paging.Fingerprint;
import dev.taphouse.http.record.Body;
import dev.taphouse.http.record.BodyFormat;
import dev.taphouse.http.record.JsonRecord;
import dev.taphouse.http.record.RecordConsumer;
import dev.taphouse.http.record.Wanted;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stand-in. */
record TreeBody(String path) implements BodyFormat {
    @Override
    public Body read(InputStream body, Wanted wanted, RecordConsumer records) throws Exception {
        byte[] all = body.readAllBytes();
        Object json = JsonText.read(all, 0, all.length);
        Object list = path.isEmpty() ? json : JsonText.at(json, path);
        Map<String, String> values = new HashMap<>();
        for (String each : wanted.values()) {
            Object value = JsonText.at(json, each);
            if (value != null) {
                values.put(each, JsonText.plain(value));
            }
        }
        Map<String, String> last = new HashMap<>();
        List<?> elements = (List<?>) list;
        String ends = "";
        for (int i = 0; i < elements.size(); i++) {
            Slice slice = new Slice(elements.get(i));
            records.accept(slice);
            if (i == 0 || i == elements.size() - 1) {
                ends += JsonText.write(elements.get(i));
            }
            for (String each : wanted.last()) {
                slice.text(each).ifPresent(text -> last.put(each, text));
            }
        }
        return new Body(elements.size(), values, elements.isEmpty() ? 0 : Fingerprint.of(ends), last);
    }

    private record Slice(Object json, byte[] bytes) implements JsonRecord {
        Slice(Object json) {
            this(json, JsonText.write(json).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public Optional<String> text(String path) {
            Object value = JsonText.at(json, path);
            return value == null || value instanceof Map || value instanceof List
                    ? Optional.empty()
                    : Optional.of(JsonText.plain(value));
        }
    }
}
