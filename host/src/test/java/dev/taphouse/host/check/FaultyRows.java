package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows behind the tap with faults; the same for the tap and for what its tests expect. */
final class FaultyRows {
    private FaultyRows() {}

    static List<Map<String, @Nullable Object>> of(String stream, Map<String, @Nullable Object> config) {
        long rows = ((Number) config.getOrDefault("rows", 1L)).longValue();
        boolean orders = stream.equals("orders");
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (long id = 1; id <= rows; id++) {
            all.add(orders ? order(id, rows, id / 4) : item(id));
        }
        if (orders && config.get("more") instanceof String file && new java.io.File(file).exists()) {
            all.add(order(rows + 1, rows, rows / 4));
            all.add(order(rows + 2, rows, rows / 4 + 1));
        }
        return all;
    }

    private static Map<String, @Nullable Object> item(long id) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", "item " + id);
        return row;
    }

    private static Map<String, @Nullable Object> order(long id, long rows, long second) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put(
                "updated_at",
                id == 2
                        ? null
                        : String.format(
                                Locale.ROOT,
                                "2026-01-01T%02d:%02d:%02d.000001Z",
                                second / 3600,
                                second / 60 % 60,
                                second % 60));
        row.put("amount", new BigDecimal(id + ".1000000001"));
        row.put("big", id % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
        row.put("flag", id % 2 == 0);
        row.put("note", id % 3 == 0 ? null : id % 3 == 1 ? "" : "na\u00efve \ud83c\udf7a " + rows);
        row.put("bytes", "00ff");
        row.put("uid", "00000000-0000-0000-0000-00000000000" + id % 10);
        row.put("day", "2026-01-31");
        row.put("Odd name", "x");
        row.put("blob", "unsupported");
        row.put("address", Json.object("{\"city\": \"Ghent\", \"zip\": \"9000\"}"));
        row.put("tags", Json.read("[{\"name\": \"a\", \"rank\": 1}, {\"name\": \"b\", \"rank\": null}]"));
        return row;
    }

    static Comparator<Map<String, @Nullable Object>> by(String key) {
        return Comparator.comparing(
                row -> row.get(key), Comparator.nullsFirst((left, right) -> Cursors.compare(left, right)));
    }
}
