package dev.taphouse.host.cli;

import dev.taphouse.host.json.Json;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.Home;
import dev.taphouse.host.plugin.PluginZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real plugin in a home of its own, run by the real command line: three streams of one shape and one row, which write
 * it by name, by position and as JSON. Its config may take fields away and add one, as a source does in time.
 */
final class Shop {
    static final List<String> STREAMS = List.of("by_name", "by_position", "by_json");

    private static final String SOURCE = """
            package shop;
            import dev.taphouse.api.*;
            import java.math.BigDecimal;
            import java.nio.charset.StandardCharsets;
            import java.time.*;
            import java.util.*;
            public final class Shop implements Source {
                static final Option<String> WITHOUT = Option.text("without", "Fields that are gone").defaultsTo("");
                static final Option<String> WITH = Option.text("with", "Fields that are new").defaultsTo("");
                static final Option<String> GONE = Option.text("gone", "Streams that are gone").defaultsTo("");
                static final Option<String> ID = Option.text("id", "The key's value").defaultsTo("7");
                static final Option<String> QTY = Option.text("qty", "The native type of qty").defaultsTo("int4");
                static final String JSON = \"""
                    {"id": %s, "name": "Ann", "amount": 12.50, "paid": true, "qty": 3, "ratio": 0.5,
                     "day": "2026-01-31", "at": "2026-01-31T00:00:00Z", "ref": "ab12",
                     "address": {"zip": "8001", "city": "Zurich", "geo": {"lat": 1.5, "lon": 2.5}},
                     "lines": [{"sku": "a", "qty": 1}, {"sku": "b", "qty": 2}],
                     "payload": {"ssn": "1-2", "note": [1, {"ssn": "3"}]}, "odd": "x", "fresh": 1}\""";

                public List<Option<?>> options() {
                    return List.of(WITHOUT, WITH, GONE, ID, QTY);
                }

                public SourceSession open(SourceContext context) {
                    SimpleSession session = new SimpleSession(() -> {});
                    List<String> gone = List.of(context.get(GONE).split(","));
                    for (String name : List.of("by_name", "by_position", "by_json")) {
                        if (!gone.contains(name)) {
                            session.stream(spec(name, context), (read, rows) -> load(read, rows, context.get(ID)));
                        }
                    }
                    return session;
                }

                static StreamSpec spec(String name, SourceContext context) {
                    Type geo = Type.object(Field.of("lat", Type.FLOAT64), Field.of("lon", Type.FLOAT64));
                    List<Field> all = new ArrayList<>(List.of(
                        Field.of("id", Type.INT64),
                        Field.of("name", Type.TEXT),
                        Field.of("amount", Type.decimal(10, 2)),
                        Field.of("paid", Type.BOOL),
                        Field.of("qty", Type.INT32).nativeType(context.get(QTY)),
                        Field.of("ratio", Type.FLOAT64),
                        Field.of("day", Type.DATE),
                        Field.of("at", Type.INSTANT),
                        Field.of("ref", Type.BYTES),
                        Field.of("address",
                            Type.object(Field.of("zip", Type.TEXT), Field.of("city", Type.TEXT), Field.of("geo", geo))),
                        Field.of("lines",
                            Type.list(Type.object(Field.of("sku", Type.TEXT), Field.of("qty", Type.INT32)))),
                        Field.of("payload", Type.JSON),
                        Field.of("odd", Type.TEXT).unsupported("nobody can read it")));
                    List<String> without = List.of(context.get(WITHOUT).split(","));
                    all.removeIf(field -> without.contains(field.name()));
                    if (!context.get(WITH).isEmpty()) {
                        all.add(Field.of(context.get(WITH), Type.INT64));
                    }
                    return StreamSpec.of(name, all).keys("id");
                }

                static void load(StreamRead read, RowWriter rows, String id) {
                    byte[] json = JSON.replace("%s", id).getBytes(StandardCharsets.UTF_8);
                    switch (read.spec().name()) {
                        case "by_json" -> rows.addJson(json, 0, json.length);
                        case "by_name" -> rows.add(row(id));
                        default -> {
                            Map<String, Object> row = row(id);
                            for (int i = 0; i < read.fields().size(); i++) {
                                set(rows, i, row.get(read.fields().get(i).name()));
                            }
                            rows.end();
                        }
                    }
                }

                static void set(RowWriter rows, int i, Object value) {
                    if (value instanceof Long v) {
                        rows.int64(i, v);
                    } else if (value instanceof Double v) {
                        rows.float64(i, v);
                    } else if (value instanceof BigDecimal v) {
                        rows.decimal(i, v);
                    } else if (value instanceof Boolean v) {
                        rows.bool(i, v);
                    } else if (value instanceof LocalDate v) {
                        rows.date(i, v.toEpochDay());
                    } else if (value instanceof Instant v) {
                        rows.instant(i, v.getEpochSecond(), v.getNano());
                    } else if (value instanceof byte[] v) {
                        rows.bytes(i, v, 0, v.length);
                    } else if (value instanceof String v) {
                        rows.text(i, v);
                    } else {
                        rows.value(i, value);
                    }
                }

                static Map<String, Object> row(String id) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("id", id.equals("null") ? null : Long.valueOf(id));
                    row.put("name", "Ann");
                    row.put("amount", new BigDecimal("12.50"));
                    row.put("paid", true);
                    row.put("qty", 3L);
                    row.put("ratio", 0.5);
                    row.put("day", LocalDate.parse("2026-01-31"));
                    row.put("at", Instant.parse("2026-01-31T00:00:00Z"));
                    row.put("ref", new byte[] {(byte) 0xab, 0x12});
                    Map<String, Object> geo = new LinkedHashMap<>();
                    geo.put("lat", 1.5);
                    geo.put("lon", 2.5);
                    Map<String, Object> address = new LinkedHashMap<>();
                    address.put("zip", "8001");
                    address.put("city", "Zurich");
                    address.put("geo", geo);
                    row.put("address", address);
                    row.put("lines", List.of(line("a", 1), line("b", 2)));
                    Map<String, Object> payload = new LinkedHashMap<>();
                    payload.put("ssn", "1-2");
                    payload.put("note", List.of(1, Map.of("ssn", "3")));
                    row.put("payload", payload);
                    row.put("fresh", 1L);
                    return row;
                }

                static Map<String, Object> line(String sku, int qty) {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("sku", sku);
                    line.put("qty", qty);
                    return line;
                }
            }
            """;

    private static final byte[] ZIP_SOURCE = SOURCE.getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final Home home;

    private Shop(Path folder) {
        this.folder = folder;
        this.home = new Home(folder.resolve("home"));
    }

    /** Installs the plugin. */
    static Shop in(Path folder) {
        Shop shop = new Shop(folder);
        Path zip = PluginZip.bare("shop")
                .source("shop.Shop", new String(ZIP_SOURCE, StandardCharsets.UTF_8))
                .write(folder);
        Outcome outcome = shop.host("install", zip.toString());
        if (outcome.code() != 0) {
            throw new IllegalStateException(outcome.stderr());
        }
        return shop;
    }

    /** The catalog that it discovers. */
    Map<String, @Nullable Object> catalog() {
        return Json.object(run(Map.of(), "--discover").stdout());
    }

    /** Writes a document beside the home. */
    Path file(String name, Object document) {
        try {
            return Files.write(folder.resolve(name), Json.bytes(document));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the plugin. */
    Outcome run(Map<String, Object> config, String... args) {
        return host(Stream.concat(
                        Stream.of(
                                "run",
                                "shop",
                                "--config",
                                file("config.json", config).toString()),
                        Stream.of(args))
                .toArray(String[]::new));
    }

    private Outcome host(String... args) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        PrintStream stderr = new PrintStream(notes, true, StandardCharsets.UTF_8);
        try {
            int code = new HostCli(home, new Terminal(data, stderr, false)).run(args);
            return new Outcome(code, data.toString(StandardCharsets.UTF_8), notes.toString(StandardCharsets.UTF_8));
        } finally {
            Log.to(System.err);
        }
    }

    /** What came of a command. */
    record Outcome(int code, String stdout, String stderr) {

        /** The messages of a type, of a stream where they are of one. */
        List<Map<String, @Nullable Object>> messages(String type, String stream) {
            return messages().stream()
                    .filter(message -> type.equals(message.get("type")))
                    .filter(message -> !message.containsKey("stream") || stream.equals(message.get("stream")))
                    .toList();
        }

        List<Map<String, @Nullable Object>> messages() {
            return stdout.lines().map(Json::object).toList();
        }
    }
}
