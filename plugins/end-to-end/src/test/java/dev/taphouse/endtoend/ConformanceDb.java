package dev.taphouse.endtoend;

import dev.taphouse.host.check.Fixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the database that the checks read through sqlite.
 *
 * @param small the database of most runs
 * @param large another one, which fills any pipe
 * @param broken a third one, with a view that cannot be described
 * @param failing a fourth one, with a view that fails when it is read
 */
record ConformanceDb(SampleDb small, SampleDb large, SampleDb broken, SampleDb failing) implements Fixture {

    static ConformanceDb in(Path folder) {
        SampleDb small = new SampleDb(folder.resolve("small.db"))
                .run(
                        """
                        CREATE TABLE orders (id INTEGER PRIMARY KEY, ordered_at TIMESTAMP, note TEXT,
                            amount DECIMAL(10,2), "Odd na.me" INTEGER, flag BOOLEAN, photo BLOB, day DATE)""",
                        "CREATE TABLE beers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
                        "CREATE VIEW names AS SELECT name FROM beers")
                .insert("orders", orders(1, 400))
                .insert(
                        "beers",
                        IntStream.rangeClosed(1, 500)
                                .mapToObj(id -> List.of(id, "beer " + id))
                                .toList());
        SampleDb large = new SampleDb(folder.resolve("large.db"))
                .run("CREATE TABLE beers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
                .insert(
                        "beers",
                        IntStream.rangeClosed(1, 20_000)
                                .mapToObj(id -> List.of(id, "beer " + id))
                                .toList());
        SampleDb broken = new SampleDb(folder.resolve("broken.db"))
                .run(
                        "CREATE TABLE beers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
                        "CREATE VIEW broken AS SELECT * FROM nowhere");
        SampleDb failing = new SampleDb(folder.resolve("failing.db"))
                .run(
                        "CREATE TABLE beers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
                        "INSERT INTO beers VALUES (-9223372036854775808, 'the least')",
                        "CREATE VIEW overflow AS SELECT abs(id) AS positive FROM beers");
        return new ConformanceDb(small, large, broken, failing);
    }

    private static List<List<@Nullable Object>> orders(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(ConformanceDb::order).toList();
    }

    private static List<@Nullable Object> order(int id) {
        return java.util.Arrays.asList(
                id,
                id == 7 ? null : Taproom.time(id / 3) + ".000001",
                id % 3 == 0 ? null : id % 3 == 1 ? "" : "na\u00efve \ud83c\udf7a",
                id * 25 / 100.0,
                id % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE,
                id % 2,
                new byte[] {0, (byte) 0xff},
                "2026-01-31");
    }

    static Map<String, @Nullable Object> config(SampleDb database) {
        return Map.of("database", database.file().toString());
    }

    @Override
    public boolean change() {
        small.insert("orders", List.of(order(401), order(402)))
                .run("UPDATE orders SET note = 'changed', ordered_at = '" + Taproom.time(200)
                        + ".000001' WHERE id = 9");
        return true;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> config(Situation situation) {
        return switch (situation) {
            case STREAM_FAILS -> Optional.of(config(failing));
            case BAD_CREDENTIALS ->
                Optional.of(Map.of(
                        "database", small.file().resolveSibling("nowhere.db").toString()));
            case UNREADABLE_OBJECT -> Optional.of(config(broken));
            case LARGE -> Optional.of(config(large));
        };
    }

    @Override
    public Map<String, List<Map<String, @Nullable Object>>> expected() {
        return Map.of("orders", small.rows("orders"));
    }
}
