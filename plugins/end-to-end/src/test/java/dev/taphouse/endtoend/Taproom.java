package dev.taphouse.endtoend;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The database most tests read: every type, every kind of table, values that are easily spoilt. */
final class Taproom {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<String> HARD_TEXTS = List.of(
            "",
            " ",
            "null",
            "Ünïcødé Wörze – 麦酒 🍺",
            "e\u0301 is not \u00e9",
            "\"quoted\" \\back\\slash/",
            "line\nbreak\r\ttab\b\f",
            "\u0001\u001f\u007f\u2028\u2029\ufeff",
            "</script><!-- & -->",
            "\ud83c\udf7a".repeat(50));

    private Taproom() {}

    /** Makes the database. */
    static SampleDb in(Path file) {
        return new SampleDb(file)
                .run(
                        """
                        CREATE TABLE everything (
                            id INTEGER PRIMARY KEY, small SMALLINT, big BIGINT, price DECIMAL(18,4), ratio REAL,
                            title VARCHAR(200), body TEXT, photo BLOB, day DATE, at TIMESTAMP, clock TIME,
                            flag BOOLEAN)""",
                        """
                        CREATE TABLE orders (
                            id INTEGER PRIMARY KEY, ordered_at TIMESTAMP NOT NULL, note TEXT, amount DECIMAL(10,2))""",
                        """
                        CREATE TABLE lines (
                            order_id INTEGER, line INTEGER, beer TEXT, PRIMARY KEY (order_id, line)) WITHOUT ROWID""",
                        "CREATE TABLE notes (text TEXT, weight INTEGER)",
                        "CREATE TABLE quiet (id INTEGER PRIMARY KEY)",
                        "CREATE VIEW heavy AS SELECT text, weight FROM notes WHERE weight > 5")
                .insert("everything", everything(new Random(20), 300))
                .insert("orders", orders(1, 6000))
                .insert(
                        "lines",
                        IntStream.range(0, 100)
                                .mapToObj(i -> List.of(i % 13, i, "beer " + i))
                                .toList())
                .insert(
                        "notes",
                        IntStream.range(0, 12)
                                .mapToObj(i -> List.of("note " + i % 3, i))
                                .toList());
    }

    /** Orders of these numbers; three at a time are of the same second, so that the cursor alone orders nothing. */
    static List<List<Object>> orders(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .<List<Object>>mapToObj(id -> List.of(id, time(id / 3), "order no. " + id, id * 25 / 100.0))
                .toList();
    }

    /** A time so many seconds after a certain one. */
    static String time(long seconds) {
        return START.plusSeconds(seconds).format(TIME);
    }

    private static List<List<@Nullable Object>> everything(Random random, int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(Arrays.asList(1, null, null, null, null, null, null, null, null, null, null, null));
        rows.add(Arrays.asList(
                Long.MAX_VALUE,
                Short.MAX_VALUE,
                Long.MIN_VALUE,
                99999999999999L,
                Double.MAX_VALUE,
                "",
                "",
                new byte[0],
                "0001-01-01",
                "9999-12-31 23:59:59.999999",
                "23:59:59",
                1));
        rows.add(Arrays.asList(
                -7,
                Short.MIN_VALUE,
                Long.MAX_VALUE,
                -0.0001,
                Double.MIN_VALUE,
                "x",
                "y",
                new byte[] {0, -1},
                "2024-02-29",
                "1969-12-31 23:59:59.5",
                "00:00:00",
                0));
        for (int i = 0; i < count; i++) {
            rows.add(some(random, 1000L + i));
        }
        return rows;
    }

    private static List<@Nullable Object> some(Random random, long id) {
        byte[] photo = new byte[random.nextInt(40)];
        random.nextBytes(photo);
        List<@Nullable Object> row = new ArrayList<>();
        row.add(id);
        row.add(random.nextInt(1 << 16) - (1 << 15));
        row.add(random.nextLong());
        row.add(random.nextInt(2_000_000_000) / 10_000.0);
        row.add(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
        row.add(HARD_TEXTS.get(random.nextInt(HARD_TEXTS.size())));
        row.add(text(random));
        row.add(photo);
        row.add(time(random.nextInt(20_000_000)).substring(0, 10));
        row.add(time(random.nextInt(20_000_000))
                + (random.nextBoolean() ? "" : ".%06d".formatted(random.nextInt(1_000_000))));
        row.add(time(random.nextInt(86_400)).substring(11));
        row.add(random.nextInt(2));
        row.set(1 + random.nextInt(row.size() - 1), null);
        return row;
    }

    /** Any characters but NUL, at which SQLite's own functions end a text. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(30), 1, 0x110000)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
