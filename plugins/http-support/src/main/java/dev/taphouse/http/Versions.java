package dev.taphouse.http;

import dev.taphouse.http.paging.Fingerprint;
import dev.taphouse.http.record.JsonRecord;
import java.util.Optional;

/** Tells the versions of records apart: by the key and the field of the version, or by all of the record. */
final class Versions {

    private Versions() {}

    static long of(HttpStream stream, JsonRecord record) {
        Optional<String> version = stream.version().flatMap(record::text);
        if (version.isEmpty() || stream.primaryKey().isEmpty()) {
            return Fingerprint.of(record.bytes(), record.offset(), record.length());
        }
        return Fingerprint.of(key(stream, record) + version.get());
    }

    /** The values of the key, each with an end; empty without a key. */
    static String key(HttpStream stream, JsonRecord record) {
        StringBuilder key = new StringBuilder();
        for (String name : stream.primaryKey()) {
            key.append(record.text(name).orElse("")).append('\0');
        }
        return key.toString();
    }
}
