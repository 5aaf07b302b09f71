package dev.taphouse.chargebee;

import dev.taphouse.chargebee.simulator.Site;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes, changes and deletes random records of a site, a step at a time. */
final class Workload {
    private static final Set<String> UNCHANGING = Set.of("event", "comment", "promotional_credit");

    private final Site site;
    private final Random random;
    private final List<String> records;
    private boolean running = true;

    Workload(Site site, Random random, List<String> records) {
        this.site = site;
        this.random = random;
        this.records = records;
    }

    /** Whether records of the kind change once they are made. */
    static boolean changes(String record) {
        return !UNCHANGING.contains(record);
    }

    /** Does nothing any more. */
    void stop() {
        running = false;
    }

    /** One change, and some time; for about every third call. */
    void step() {
        if (!running || random.nextInt(3) > 0) {
            return;
        }
        site.clock().advance(Duration.ofMillis(random.nextInt(20_000)));
        String record = records.get(random.nextInt(records.size()));
        switch (random.nextInt(10)) {
            case 0 -> site.live(record).ifPresent(stored -> site.delete(record, stored));
            case 1, 2, 3, 4 ->
                site.live(record).filter(stored -> changes(record)).ifPresent(stored -> site.update(record, stored));
            default -> site.create(record);
        }
    }
}
