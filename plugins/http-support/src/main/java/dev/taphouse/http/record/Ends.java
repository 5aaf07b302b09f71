package dev.taphouse.http.record;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is told of the first and the last record of a body. Which one is the last shows only afterwards, so the latest is
 * looked into when its bytes are about to go, not each.
 */
final class Ends {
    private final Set<String> wanted;
    private final Slice latest = new Slice();
    private Map<String, String> last = Map.of();
    private long firstHash;
    private long lastHash;
    private boolean begun;
    private boolean pending;

    Ends(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** Takes each record, which stays where it is until {@link #settle}. */
    void next(Slice record) {
        latest.of(record.bytes(), record.offset(), record.length());
        pending = true;
        if (!begun) {
            begun = true;
            firstHash = hash(latest);
        }
    }

    /** Looks into the latest record while its bytes are there. */
    void settle() {
        if (!pending) {
            return;
        }
        pending = false;
        lastHash = hash(latest);
        last = new HashMap<>();
        for (String path : wanted) {
            latest.text(path).ifPresent(text -> last.put(path, text));
        }
    }

    long fingerprint() {
        return begun ? mix(mix(firstHash) ^ lastHash) | 1 : 0;
    }

    Map<String, String> last() {
        return last;
    }

    private static long hash(Slice record) {
        byte[] b = record.bytes();
        int i = record.offset();
        int end = i + record.length();
        long hash = record.length();
        for (; i <= end - 8; i += 8) {
            hash = mix(hash ^ (long) Json.LONGS.get(b, i));
        }
        for (; i < end; i++) {
            hash = mix(hash ^ b[i]);
        }
        return hash;
    }

    private static long mix(long x) {
        long product = x * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 32;
    }
}
