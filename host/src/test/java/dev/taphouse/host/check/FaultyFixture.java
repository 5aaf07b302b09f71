package dev.taphouse.host.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The source of the tap with faults. */
record FaultyFixture(Path more) implements Fixture {
    private static final long ROWS = 42;

    /** The checks of the tap with these faults. */
    static CheckSetup setup(Path folder, String faults) {
        Path more = folder.resolve("more");
        Map<String, @Nullable Object> config =
                new LinkedHashMap<>(Map.of("token", "s3cr3t-token", "rows", ROWS, "more", more.toString()));
        Probe probe = Probe.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaultyTap.class.getName(),
                        faults)
                .limits(Duration.ofSeconds(60), 64 << 20);
        return CheckSetup.of(probe, folder.resolve("inputs"), config).fixture(new FaultyFixture(more));
    }

    @Override
    public boolean change() {
        try {
            Files.writeString(more, "x");
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Map<String, @Nullable Object>> config(Situation situation) {
        return Optional.of(
                switch (situation) {
                    case STREAM_FAILS -> Map.of("token", "s3cr3t-token", "rows", ROWS, "fail", "items");
                    case BAD_CREDENTIALS -> Map.of("token", "wrong", "rows", ROWS);
                    case UNREADABLE_OBJECT -> Map.of("token", "s3cr3t-token", "rows", ROWS, "unreadable", true);
                    case LARGE -> Map.of("token", "s3cr3t-token", "rows", 3000L);
                });
    }

    @Override
    public Map<String, List<Map<String, @Nullable Object>>> expected() {
        List<Map<String, @Nullable Object>> orders = FaultyRows.of("orders", Map.of("rows", ROWS));
        orders.forEach(row -> row.remove("blob"));
        return Map.of("orders", orders);
    }
}
