package dev.taphouse.host.run;

import java.util.Map;
import java.util.TreeMap;

/** What a connector counts. Thread-safe. */
final class Metrics {
    private final Map<String, Long> counts = new TreeMap<>();

    /** Adds to a metric. */
    synchronized void add(String metric, long n) {
        counts.merge(metric, n, Long::sum);
    }

    /** The counts so far, by name. */
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
