package dev.taphouse.http.cursor;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers the records with the greatest cursors, so that the next pass can drop them in its overlap. At most {@value
 * #MOST}: of more, the older ones come again. For one thread.
 */
final class Overlap {
    static final int MOST = 256;

    private final Duration length;
    private final PriorityQueue<Entry> latest = new PriorityQueue<>(Comparator.comparing(Entry::at));

    Overlap(Duration length) {
        this.length = length;
    }

    void add(Instant at, long fingerprint) {
        if (latest.size() >= MOST) {
            if (latest.element().at().isAfter(at)) {
                return;
            }
            latest.remove();
        }
        latest.add(new Entry(at, fingerprint));
    }

    /** The records between the bookmark and where the next pass will begin. */
    Set<Long> before(Instant bookmark) {
        Instant begin = bookmark.minus(length);
        Set<Long> seen = new TreeSet<>();
        for (Entry entry : latest) {
            if (!entry.at().isBefore(begin) && !entry.at().isAfter(bookmark)) {
                seen.add(entry.fingerprint());
            }
        }
        return seen;
    }

    private record Entry(Instant at, long fingerprint) {}
}
