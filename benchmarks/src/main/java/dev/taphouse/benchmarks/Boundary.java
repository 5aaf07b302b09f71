package dev.taphouse.benchmarks;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import dev.taphouse.host.protocol.Lines;
import dev.taphouse.host.protocol.Losses;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.protocol.RowEvents;
import dev.taphouse.host.protocol.StreamShape;
import dev.taphouse.host.protocol.StreamWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The boundary between connector and host alone: rows of TPC-H lineitem, 16 columns, written in the ways of
 * {@link dev.taphouse.api.RowWriter} to an output that keeps nothing. One operation is one row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmn16m"})
public class Boundary implements RowEvents {
    private static final LocalDate DAY = LocalDate.of(1996, 3, 13);
    private static final List<Field> FIELDS = List.of(
            Field.of("l_orderkey", Type.INT64),
            Field.of("l_partkey", Type.INT64),
            Field.of("l_suppkey", Type.INT64),
            Field.of("l_linenumber", Type.INT32),
            Field.of("l_quantity", Type.decimal(15, 2)),
            Field.of("l_extendedprice", Type.decimal(15, 2)),
            Field.of("l_discount", Type.decimal(15, 2)),
            Field.of("l_tax", Type.decimal(15, 2)),
            Field.of("l_returnflag", Type.text(1)),
            Field.of("l_linestatus", Type.text(1)),
            Field.of("l_shipdate", Type.DATE),
            Field.of("l_commitdate", Type.DATE),
            Field.of("l_receiptdate", Type.DATE),
            Field.of("l_shipinstruct", Type.text(25)),
            Field.of("l_shipmode", Type.text(10)),
            Field.of("l_comment", Type.text(44)));
    private static final List<String> TEXTS = List.of(
            "1551894",
            "76910",
            "6911",
            "1",
            "33.00",
            "31078.53",
            "0.04",
            "0.02",
            "N",
            "O",
            "1996-03-13",
            "1996-02-12",
            "1996-03-22",
            "DELIVER IN PERSON",
            "TRUCK",
            "egular courts above the");

    private final Instant now = Instant.parse("2026-01-31T00:00:00Z");
    private final Lines lines = new Lines(new MessageWriter(OutputStream.nullOutputStream()));
    private final byte[][] utf8 = new byte[TEXTS.size()][];
    private final BigDecimal[] decimals = {
        new BigDecimal("33.00"), new BigDecimal("31078.53"), new BigDecimal("0.04"), new BigDecimal("0.02")
    };
    private final Map<String, Object> map = new HashMap<>();
    private StreamWriter all = writer(FIELDS);
    private StreamWriter half = writer(FIELDS);
    private byte[] json = {};

    /** Makes the row in all its forms. */
    @Setup
    public void prepare() {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            utf8[i] = TEXTS.get(i).getBytes(StandardCharsets.UTF_8);
            String value = i < 8 ? TEXTS.get(i) : "\"" + TEXTS.get(i) + "\"";
            members.add("\"" + FIELDS.get(i).name() + "\":" + value);
            map.put(FIELDS.get(i).name(), value(i));
        }
        json = ("{" + String.join(",", members) + "}").getBytes(StandardCharsets.UTF_8);
        all = writer(FIELDS);
        half = writer(FIELDS.subList(0, 8));
    }

    private Object value(int i) {
        if (i < 4) {
            return Long.valueOf(TEXTS.get(i));
        }
        if (i < 8) {
            return decimals[i - 4];
        }
        return i >= 10 && i <= 12 ? LocalDate.parse(TEXTS.get(i)) : TEXTS.get(i);
    }

    private StreamWriter writer(List<Field> fields) {
        StreamShape shape = new StreamShape("lineitem", fields, List.of(), List.of(), false, Map.of());
        return new StreamWriter(shape, lines, this, new Losses("lineitem"), List.of());
    }

    /** By position, raw UTF-8. */
    @Benchmark
    public void utf8() {
        for (int i = 0; i < utf8.length; i++) {
            all.utf8(i, utf8[i], 0, utf8[i].length);
        }
        all.end();
    }

    /** By position, typed. */
    @Benchmark
    public void typed() {
        long day = DAY.toEpochDay();
        for (int i = 0; i < 4; i++) {
            all.int64(i, 1_551_894 >> i);
        }
        for (int i = 4; i < 8; i++) {
            all.decimal(i, decimals[i - 4]);
        }
        for (int i = 8; i < 16; i++) {
            if (i >= 10 && i <= 12) {
                all.date(i, day + i);
            } else {
                all.text(i, TEXTS.get(i));
            }
        }
        all.end();
    }

    /** As a slice of JSON. */
    @Benchmark
    public void addJson() {
        all.addJson(json, 0, json.length);
    }

    /** As a slice of JSON, half of the fields not selected. */
    @Benchmark
    public void addJsonHalf() {
        half.addJson(json, 0, json.length);
    }

    /** By name, the map shared. */
    @Benchmark
    public void map() {
        all.add(map);
    }

    /** By name, a fresh map for each row. */
    @Benchmark
    public void freshMap() {
        all.add(new HashMap<>(map));
    }

    @Override
    public void beforeRow() {}

    @Override
    public void afterRow() {
        if (lines.isFull()) {
            try {
                lines.drain(() -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void checkpoint(Position position) {}

    @Override
    public void fail(SourceException why) {
        throw why;
    }

    @Override
    public void truncated() {}

    @Override
    public Instant now() {
        return now;
    }
}
