package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceException;
import dev.taphouse.chargebee.simulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads a site that changes all the time, in passes that are killed anywhere and meet faults, and compares in the end.
 * Each round is six streams of one site and four such passes: {@code -Dkills=N} for another number of rounds, {@code
 * -Dseed=S} for those of another run.
 */
class KillTest {
    private static final int PASSES = 4;

    @TestFactory
    Stream<DynamicTest> nothingIsLostOrStaleOrUndeleted() {
        int rounds = Integer.getInteger("kills", 6);
        long seed = Long.getLong("seed", new Random().nextLong());
        return IntStream.range(0, rounds)
                .mapToLong(i -> seed + i)
                .peek(each -> System.out.println("round -Dkills=1 -Dseed=" + each))
                .mapToObj(each -> DynamicTest.dynamicTest("-Dkills=1 -Dseed=" + each, () -> round(each)));
    }

    private static void round(long seed) throws Exception {
        Random random = new Random(seed);
        String catalog = random.nextBoolean() ? "1" : "2";
        List<Described> streams = streams(catalog, random);
        try (Fixture fixture = Fixture.of(catalog, seed).with("page_size", 1L + random.nextInt(7))) {
            Workload workload = prepare(fixture, streams, random);
            TestHost host = new TestHost();
            for (int i = 0; i < PASSES; i++) {
                disturb(fixture, host, random);
                disturbed(fixture, host, streams);
                fixture.later(Duration.ofSeconds(random.nextInt(1200)));
            }
            workload.stop();
            fixture.simulator().healed();
            host.ending(sink -> {});
            fixture.later(Duration.ofMinutes(11));
            pass(fixture, host, streams); // ends what was begun
            assertThat(pass(fixture, host, streams))
                    .as("failures: " + host.failures())
                    .isTrue();
            Comparison comparison = new Comparison(fixture.site(), host);
            streams.forEach(comparison::assertWhole);
        }
    }

    /** Some, and the parents of those below others. */
    private static List<Described> streams(String catalog, Random random) {
        List<Described> all = new ArrayList<>(Described.of(catalog));
        Collections.shuffle(all, random);
        return all.subList(0, 6);
    }

    private static Workload prepare(Fixture fixture, List<Described> streams, Random random) {
        fixture.simulator()
                .inclusive(random.nextBoolean())
                .newestFirst(random.nextBoolean())
                .shortPages(random.nextBoolean());
        fixture.site().listedWithin(Duration.ofSeconds(random.nextInt(300))).withoutUpdatedAt(0.1);
        List<String> records =
                streams.stream().map(Described::record).distinct().toList();
        Workload workload = new Workload(fixture.site(), random, records);
        records.forEach(record -> fixture.site().create(record, 1 + random.nextInt(15)));
        fixture.site().withoutUpdatedAt(0);
        fixture.simulator().beforeEach(workload::step);
        return workload;
    }

    private static void disturb(Fixture fixture, TestHost host, Random random) {
        fixture.simulator().healed();
        int row = 1 + random.nextInt(40);
        int checkpoint = 1 + random.nextInt(12);
        switch (random.nextInt(4)) {
            case 0 -> host.ending(sink -> sink.endAtRow(row));
            case 1 -> host.ending(sink -> sink.endAtCheckpoint(checkpoint));
            default -> host.ending(sink -> {});
        }
        host.delivery((pushed, covered) -> covered + random.nextInt(Math.max(1, pushed - covered + 1)));
        List<Fault> faults = List.of(
                Fault.unavailable(),
                Fault.tooMany(0),
                Fault.tooMany(0),
                Fault.reset(),
                Fault.truncated(),
                Fault.html());
        for (int i = random.nextInt(3); i > 0; i--) {
            Fault fault = faults.get(random.nextInt(faults.size()));
            fixture.simulator().after(random.nextInt(20), fault);
        }
    }

    /** A fault in discovery ends the run before it reads. */
    private static void disturbed(Fixture fixture, TestHost host, List<Described> streams) throws Exception {
        try {
            pass(fixture, host, streams);
        } catch (SourceException e) {
            assertThat(e).hasMessageContaining("GET ");
        }
    }

    private static boolean pass(Fixture fixture, TestHost host, List<Described> streams) throws Exception {
        return fixture.pass(host, streams.stream().map(Described::name).toArray(String[]::new));
    }
}
