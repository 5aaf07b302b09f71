package dev.taphouse.chargebee;

import dev.taphouse.chargebee.simulator.ChargebeeSimulator;
import dev.taphouse.chargebee.simulator.Facts;
import dev.taphouse.chargebee.simulator.SimulatedClock;
import dev.taphouse.chargebee.simulator.Site;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated site, and the connector set up for it. */
final class Fixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final Facts FACTS = Facts.load();

    private final SimulatedClock clock = new SimulatedClock(START);
    private final Site site;
    private final ChargebeeSimulator simulator;
    private final Map<String, Object> config = new LinkedHashMap<>();

    private Fixture(String catalog, long seed) {
        this.site = new Site(FACTS, clock, seed);
        this.simulator = ChargebeeSimulator.start(catalog, FACTS, site, seed);
        config.put("site", ChargebeeSimulator.SITE);
        config.put("api_key", ChargebeeSimulator.KEY);
        config.put("base_url", simulator.baseUrl());
        config.put("requests_per_minute", 1_000_000L);
    }

    /** A site of product catalog 1 or 2. */
    static Fixture of(String catalog) {
        return new Fixture(catalog, 1);
    }

    static Fixture of(String catalog, long seed) {
        return new Fixture(catalog, seed);
    }

    /** With an option. */
    Fixture with(String option, Object value) {
        config.put(option, value);
        return this;
    }

    static Facts facts() {
        return FACTS;
    }

    Site site() {
        return site;
    }

    ChargebeeSimulator simulator() {
        return simulator;
    }

    Map<String, Object> config() {
        return config;
    }

    /** Lets time pass at the site. */
    void later(Duration time) {
        clock.advance(time);
    }

    /** A session. */
    Drive open() throws Exception {
        ChargebeeSource source = new ChargebeeSource();
        return Drive.open(source, TestContext.of(source, config).schemas(Path.of("schemas")));
    }

    /** One pass in a session of its own. */
    boolean pass(TestHost host, String... streams) throws Exception {
        try (Drive drive = open()) {
            return host.pass(drive, List.of(streams));
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
