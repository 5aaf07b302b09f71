package dev.taphouse.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a list whose pages overlap: which came before, and whether they changed since. Remembers the last
 * {@value #MOST}. What comes counts once its page is whole. For one thread.
 */
final class KnownRecords {
    private static final int MOST = 50_000;

    private final Map<Long, Long> versions = new LinkedHashMap<>();
    private final List<long[]> page = new ArrayList<>();
    private long known;

    /** A page begins, maybe again. */
    void begin() {
        page.clear();
        known = 0;
    }

    /** Whether this version of the record came before. */
    boolean add(long key, long version) {
        page.add(new long[] {key, version});
        Long before = versions.get(key);
        if (before != null) {
            known++;
        }
        return before != null && before == version;
    }

    /** The page is whole; returns how many of its records had come before. */
    long end() {
        for (long[] each : page) {
            versions.put(each[0], each[1]);
        }
        var oldest = versions.keySet().iterator();
        while (versions.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
        return known;
    }
}
