package dev.taphouse.host.check;

import static dev.taphouse.host.check.FaultyTap.has;

import dev.taphouse.host.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sync of the tap with faults. */
final class FaultySync {
    private final Map<String, @Nullable Object> config;
    private final FaultyArguments arguments;
    private final Map<String, @Nullable Object> state;
    private final CatalogEdit catalog;
    private final long interval;
    private long lastWrite = System.nanoTime();
    private boolean slow;

    FaultySync(Map<String, @Nullable Object> config, FaultyArguments arguments) {
        this.config = config;
        this.arguments = arguments;
        this.state = Objects.requireNonNullElseGet(arguments.document("--state"), LinkedHashMap::new);
        this.state.computeIfAbsent("bookmarks", key -> new LinkedHashMap<>());
        Map<String, @Nullable Object> given = arguments.catalog();
        this.catalog = CatalogEdit.of(given == null ? FaultyCatalog.discovered(config) : given);
        this.interval = Math.max(10, ((Number) Objects.requireNonNull(config.get("rows"))).longValue() / 10);
    }

    int run() {
        if (has("rejects-state") && arguments.has("--state")) {
            throw new FaultyArguments.Refused(3, "the state is not understood");
        }
        if (has("rejects-catalog") && arguments.catalog() != null) {
            throw new FaultyArguments.Refused(3, "the catalog is not understood");
        }
        List<CatalogNode> streams = wanted();
        boolean schemaOnly = arguments.value("--test").equals("schema");
        if (!has("no-first-state") && !schemaOnly) {
            state();
        }
        boolean failed = false;
        for (CatalogNode stream : streams) {
            if (!FaultyTap.isStopped()
                    && !schemaOnly
                    && config.get("fail") != null
                    && stream.id().equals("items")) {
                FaultyTap.log("CRITICAL", "stream 'items' failed");
                failed = true;
            } else if (!FaultyTap.isStopped() && !slow) {
                stream(stream, schemaOnly);
            }
        }
        if (!FaultyTap.isStopped()) {
            state.put("currently_syncing", null);
        }
        finalState(schemaOnly);
        return failed && !has("fails-with-zero") ? 5 : 0;
    }

    private void finalState(boolean schemaOnly) {
        if (has("progress-in-state")) {
            state.put("progress_markers", "x");
        }
        if (has("partition-twice")) {
            bookmark("orders")
                    .put("partitions", List.of(Map.of("context", Map.of("a", 1)), Map.of("context", Map.of("a", 1))));
        }
        if (!has("no-last-state") && !schemaOnly) {
            state();
        }
        if (has("no-line-feed")) {
            FaultyTap.unfinished("{\"type\":\"STATE\",\"value\":{}}");
        }
    }

    private List<CatalogNode> wanted() {
        List<CatalogNode> wanted = new ArrayList<>();
        for (CatalogNode stream : catalog.streams()) {
            if (!stream.id().equals("orders") && !stream.id().equals("items")) {
                if (has("fails-on-gone-stream")) {
                    throw new FaultyArguments.Refused(1, "no stream '" + stream.id() + "'");
                }
                FaultyTap.log("WARNING", "the source has no stream '" + stream.id() + "'");
            } else if (FaultyCatalog.isWanted(stream, List.of(), stream.schema())) {
                wanted.add(stream);
            }
            boolean unknown = stream.root().containsKey("zz-unknown");
            if (unknown && has("rejects-unknown-metadata")) {
                throw new FaultyArguments.Refused(3, "unknown metadata");
            }
        }
        if (wanted.isEmpty() && !has("nothing-without-warning")) {
            FaultyTap.log("WARNING", "no stream is selected");
        }
        String first = Tree.text(state.get("currently_syncing"));
        if (!has("starts-anywhere")) {
            wanted.sort((left, right) ->
                    Boolean.compare(right.id().equals(first), left.id().equals(first)));
        }
        return wanted;
    }

    private void stream(CatalogNode stream, boolean schemaOnly) {
        FaultyStream reading = new FaultyStream(stream, bookmark(stream.id()));
        if (has("record-first")) {
            message("RECORD", "stream", stream.name(), "record", Map.of());
        }
        schema(reading);
        if (has("repeats-schema")) {
            schema(reading);
        }
        if (schemaOnly) {
            return;
        }
        state.put("currently_syncing", has("no-currently-syncing") ? null : stream.id());
        List<Map<String, @Nullable Object>> rows = reading.rows(config);
        if (arguments.has("--test") && !has("test-reads-all")) {
            rows = rows.subList(0, Math.min(1, rows.size()));
        }
        long count = 0;
        for (Map<String, @Nullable Object> row : rows) {
            if (FaultyTap.isStopped() || slow) {
                return;
            }
            if (has("covers-too-early") && count % interval == 0) {
                reading.reached(rows.get((int) Math.min(rows.size() - 1, count + interval - 1)));
                state();
            }
            record(reading, row);
            if (has("duplicates-rows")) {
                record(reading, row);
            }
            reading.reached(row);
            count++;
            if (count % (has("state-per-row") ? 1 : interval) == 0) {
                state();
            }
        }
        reading.ended();
        if (has("activates-all")) {
            message("ACTIVATE_VERSION", "stream", stream.name(), "version", 1L);
        }
        FaultyTap.log(
                "INFO",
                "METRIC: {\"type\":\"counter\",\"metric\":\"record_count\",\"value\":"
                        + (has("counts-wrong") ? count + 1 : count) + ",\"tags\":{\"endpoint\":\"" + stream.name()
                        + "\"}}");
    }

    private void schema(FaultyStream reading) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", has("lower-case-type") ? "schema" : "SCHEMA");
        body.put("stream", reading.name());
        body.put("schema", reading.schema());
        if (!has("no-key-properties")) {
            body.put(
                    "key_properties",
                    has("key-no-property") ? List.of("nowhere") : has("other-key") ? List.of("name") : List.of("id"));
        }
        if (has("bookmark-no-property")) {
            body.put("bookmark_properties", List.of("nowhere"));
        }
        write(body);
    }

    private void record(FaultyStream reading, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> record = reading.project(row);
        long id = ((Number) Objects.requireNonNull(row.get("id"))).longValue();
        spoil(record, id);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "RECORD");
        body.put("stream", reading.name());
        body.put("record", has("record-list") ? List.of(record) : record);
        body.put("time_extracted", has("naive-time-extracted") ? "2026-01-01T00:00:00" : "2026-01-01T00:00:00Z");
        if (has("version-changes")) {
            body.put("version", id);
        }
        if (has("not-a-number") && id == 3) {
            FaultyTap.text(Json.text(body).replaceFirst("\"amount\":[^,]*", "\"amount\":NaN"));
        } else {
            write(body);
        }
    }

    private static void spoil(Map<String, @Nullable Object> record, long id) {
        put("wrong-type", record, "amount", "text");
        put("surplus-property", record, "surplus", 1L);
        put("null-key", record, "id", null);
        put("naive-timestamp", record, "updated_at", "2026-01-01 00:00:00");
        put("bad-date", record, "day", "31.01.2026");
        put("text-boolean", record, "flag", "true");
        put("inexact-decimal", record, "amount", new BigDecimal(id + ".1"));
        put("inexact-integer", record, "big", 9223372036854775000L);
        put("base64", record, "bytes", "AP8=");
        put("ascii", record, "note", "na?ve");
        put("null-for-empty", record, "note", null);
        put("flat-object", record, "address", "Ghent");
        put("upper-case-uuid", record, "uid", "00000000-0000-0000-0000-0000000000AA");
        put("seconds-only", record, "updated_at", "2026-01-01T00:00:00Z");
        if (has("missing-property")) {
            record.remove("note");
            record.remove("name");
        }
        if (has("renames-odd-names")) {
            record.remove("Odd name");
        }
        if (has("null-name")) {
            record.replace("name", null);
        }
    }

    private static void put(String fault, Map<String, @Nullable Object> record, String name, @Nullable Object value) {
        if (has(fault) && (record.containsKey(name) || name.equals("surplus"))) {
            record.put(name, value);
        }
    }

    private void state() {
        Map<String, @Nullable Object> value = Tree.copy(state);
        if (has("drops-unknown-state")) {
            value.keySet().retainAll(List.of("bookmarks", "currently_syncing"));
        }
        if (has("drops-deselected-state")) {
            Tree.map(value.get("bookmarks"))
                    .keySet()
                    .removeIf(id -> catalog.streams().stream()
                            .noneMatch(stream -> stream.id().equals(id)
                                    && FaultyCatalog.isWanted(stream, List.of(), stream.schema())));
        }
        if (has("other-bookmark-names")) {
            Tree.map(value.get("bookmarks")).put("public.orders", Map.of());
        }
        if (has("state-without-value")) {
            message("STATE", "state", value, "x", 1L);
        } else {
            message("STATE", "value", value, "x", null);
        }
        if (has("blank-line")) {
            FaultyTap.text("");
        }
    }

    private static void message(String type, String name, Object value, String other, @Nullable Object more) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put(name, value);
        if (more != null) {
            body.put(other, more);
        }
        FaultyTap.text(Json.text(body));
    }

    private void write(Map<String, @Nullable Object> body) {
        FaultyTap.text(Json.text(body));
        long now = System.nanoTime();
        slow |= has("gives-up-when-slow") && now - lastWrite > 1_000_000_000L;
        lastWrite = now;
    }

    private Map<String, @Nullable Object> bookmark(String id) {
        Map<String, @Nullable Object> bookmarks = Tree.map(state.get("bookmarks"));
        return Tree.map(bookmarks.computeIfAbsent(id, key -> new LinkedHashMap<>()));
    }
}
