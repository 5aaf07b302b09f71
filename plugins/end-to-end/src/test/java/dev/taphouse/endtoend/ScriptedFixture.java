package dev.taphouse.endtoend;

import dev.taphouse.host.check.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the source of the scripted plugin.
 *
 * @param more the file that adds rows
 */
record ScriptedFixture(Path more) implements Fixture {
    private static final String TOKEN = "s3cr3t-token-of-scripted";
    private static final long ROWS = 400;

    Map<String, @Nullable Object> config() {
        return new LinkedHashMap<>(Map.of("token", TOKEN, "rows", ROWS, "more", more.toString()));
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
                    case STREAM_FAILS -> Map.of("token", TOKEN, "rows", ROWS, "fail", "items");
                    case BAD_CREDENTIALS -> Map.of("token", "wrong", "rows", ROWS);
                    case UNREADABLE_OBJECT -> Map.of("token", TOKEN, "rows", ROWS, "unreadable", true);
                    case LARGE -> Map.of("token", TOKEN, "rows", 3000L);
                });
    }

    @Override
    public Map<String, List<Map<String, @Nullable Object>>> expected() {
        List<Map<String, @Nullable Object>> orders = new ArrayList<>();
        for (long id = 1; id <= ROWS; id++) {
            orders.add(order(id));
        }
        return Map.of("orders", orders);
    }

    private static Map<String, @Nullable Object> order(long id) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("updated_at", id == 2 ? null : "2026-01-01T00:%02d:%02d.000001Z".formatted(id / 4 / 60, id / 4 % 60));
        row.put("amount", new BigDecimal(id + ".1000000001"));
        row.put("big", id % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
        row.put("huge", new BigDecimal("18446744073709551615"));
        row.put("ratio", id % 2 == 0 ? null : new BigDecimal("0.1"));
        row.put("flag", id % 2 == 0);
        row.put("note", id % 3 == 0 ? null : id % 3 == 1 ? "" : "na\u00efve \ud83c\udf7a " + id);
        row.put("bytes", "00ff");
        row.put("uid", "00000000-0000-0000-0000-%012x".formatted(id));
        row.put("day", "2026-01-31");
        row.put("clock", "23:59:59.000001");
        row.put("local", (id % 2 == 0 ? "0001" : "9999") + "-01-01T00:00:00.123456Z");
        row.put("Odd na.me-\ud83c\udf7a", "x");
        row.put("any", List.of(Map.of("a", 1L)));
        row.put("address", Map.of("city", "Ghent", "zip", "9000"));
        row.put("tags", List.of(Map.of("name", "a", "rank", 1L), Map.of("name", "b", "rank", 2L)));
        return row;
    }
}
