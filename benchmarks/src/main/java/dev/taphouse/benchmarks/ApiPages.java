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
import dev.taphouse.http.record.Conversion;
import dev.taphouse.http.record.JsonBody;
import dev.taphouse.http.record.JsonRecord;
import dev.taphouse.http.record.RecordConsumer;
import dev.taphouse.http.record.RecordEdit;
import dev.taphouse.http.record.RecordEditor;
import dev.taphouse.http.record.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pages of an API from bytes to RECORD lines that go nowhere: 100 records of 24 fields in 720 bytes each, after an envelope
 * as Chargebee has it. One operation is one record, so thousands a second times 0.72 are MB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmn16m"})
public class ApiPages implements RowEvents {
    private static final int RECORDS = 100;
    private static final int RECORD_SIZE = 720;
    private static final int PIECE = 8192;
    private static final Type ADDRESS =
            Type.object(Field.of("first_name", Type.TEXT), Field.of("city", Type.TEXT), Field.of("country", Type.TEXT));
    private static final List<Field> FIELDS = List.of(
            Field.of("id", Type.TEXT),
            Field.of("customer_id", Type.TEXT),
            Field.of("plan_id", Type.TEXT),
            Field.of("plan_quantity", Type.INT64),
            Field.of("plan_unit_price", Type.INT64),
            Field.of("billing_period", Type.INT64),
            Field.of("billing_period_unit", Type.TEXT),
            Field.of("status", Type.TEXT),
            Field.of("current_term_start", Type.INT64),
            Field.of("current_term_end", Type.INT64),
            Field.of("next_billing_at", Type.INT64),
            Field.of("created_at", Type.INT64),
            Field.of("updated_at", Type.INT64),
            Field.of("has_scheduled_changes", Type.BOOL),
            Field.of("resource_version", Type.INT64),
            Field.of("deleted", Type.BOOL),
            Field.of("object", Type.TEXT),
            Field.of("currency_code", Type.TEXT),
            Field.of("exchange_rate", Type.DECIMAL),
            Field.of("coupons", Type.list(Type.TEXT)),
            Field.of("shipping_address", ADDRESS),
            Field.of("due_invoices_count", Type.INT64),
            Field.of("mrr", Type.INT64),
            Field.of("comment", Type.TEXT));

    private final Instant now = Instant.parse("2026-01-31T00:00:00Z");
    private final Lines lines = new Lines(new MessageWriter(OutputStream.nullOutputStream()));
    private final JsonBody format = JsonBody.at("list[*].subscription");
    private final Wanted wanted = new Wanted(Set.of("next_offset"), Set.of("id"));
    private StreamWriter all = writer(FIELDS);
    private StreamWriter most = writer(FIELDS);
    private StreamWriter dated = writer(FIELDS);
    private final RecordEditor editor = RecordEdit.NONE
            .convert("created_at", Conversion.EPOCH_S)
            .convert("updated_at", Conversion.EPOCH_S)
            .editor();
    private byte[] record = {};
    private byte[] page = {};

    /** Makes a record and a page of them. */
    @Setup
    public void prepare() {
        String start =
                "{\"id\":\"AzZlGJTC9SQZm7BV1\",\"customer_id\":\"AzZlGJTC9SQZj7BR1\",\"plan_id\":\"basic-monthly-USD\","
                        + "\"plan_quantity\":1,\"plan_unit_price\":1900,\"billing_period\":1,\"billing_period_unit\":\"month\","
                        + "\"status\":\"active\",\"current_term_start\":1769817600,\"current_term_end\":1772236800,"
                        + "\"next_billing_at\":1772236800,\"created_at\":1738281600,\"updated_at\":1769817611,"
                        + "\"has_scheduled_changes\":false,\"resource_version\":1769817611482,\"deleted\":false,"
                        + "\"object\":\"subscription\",\"currency_code\":\"USD\",\"exchange_rate\":1.0525,"
                        + "\"coupons\":[\"WELCOME10\"],"
                        + "\"shipping_address\":{\"first_name\":\"Benjamin\",\"city\":\"Walnut\",\"country\":\"US\"},"
                        + "\"due_invoices_count\":0,\"mrr\":1900,\"comment\":\"";
        record = (start + "x".repeat(RECORD_SIZE - start.length() - 2) + "\"}").getBytes(StandardCharsets.UTF_8);
        String element = "{\"subscription\":" + new String(record, StandardCharsets.UTF_8) + "}";
        page = ("{\"list\":[" + String.join(",", Collections.nCopies(RECORDS, element))
                        + "],\"next_offset\":\"[\\\"1630848839000\\\",\\\"42903379\\\"]\"}")
                .getBytes(StandardCharsets.UTF_8);
        all = writer(FIELDS);
        List<Field> nineteen = new ArrayList<>(FIELDS);
        nineteen.removeIf(field -> Set.of("plan_id", "status", "mrr", "comment", "shipping_address")
                .contains(field.name()));
        most = writer(nineteen);
        List<Field> times = new ArrayList<>();
        for (Field field : FIELDS) {
            boolean time = field.name().equals("created_at") || field.name().equals("updated_at");
            times.add(time ? Field.of(field.name(), Type.INSTANT) : field);
        }
        times.add(Field.of("parent_id", Type.TEXT));
        dated = writer(times);
        editor.add("parent_id", "\"AzZlGJTC9SQZj7BR1\"");
    }

    private StreamWriter writer(List<Field> fields) {
        StreamShape shape = new StreamShape("subscriptions", fields, List.of(), List.of(), false, Map.of());
        return new StreamWriter(shape, lines, this, new Losses("subscriptions"), List.of());
    }

    /** The host's part alone. */
    @Benchmark
    public void addJson() {
        all.addJson(record, 0, record.length);
    }

    /** The host's part alone, five fields not selected. */
    @Benchmark
    public void addJson19() {
        most.addJson(record, 0, record.length);
    }

    /** The bounds alone. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object bounds() throws Exception {
        return read(format, record -> {});
    }

    /** The bounds, and the grammar of each record. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object checked() throws Exception {
        return read(format.checked(), record -> {});
    }

    /** The bounds, and three values of each record. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object values() throws Exception {
        long[] found = {0};
        read(
                format,
                record -> found[0] += record.text("id").orElse("").length()
                        + record.text("updated_at").orElse("").length()
                        + record.text("resource_version").orElse("").length());
        return found;
    }

    /** From body to row. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object rows() throws Exception {
        return read(format, record -> all.addJson(record.bytes(), record.offset(), record.length()));
    }

    /** From body to row, five fields not selected. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object rows19() throws Exception {
        return read(format, record -> most.addJson(record.bytes(), record.offset(), record.length()));
    }

    /** From body to row, two numbers of seconds made date-times and a parent's key added on the way. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object rowsEdited() throws Exception {
        return read(format, record -> {
            JsonRecord edited = editor.edit(record);
            dated.addJson(edited.bytes(), edited.offset(), edited.length());
        });
    }

    /** The edit without a row. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object edited() throws Exception {
        return read(format, editor::edit);
    }

    private Object read(JsonBody body, RecordConsumer records) throws Exception {
        return body.read(new Pieces(page), wanted, records);
    }

    /** The body as OkHttp gives it: at most 8 KiB at once. */
    private static final class Pieces extends ByteArrayInputStream {
        Pieces(byte[] body) {
            super(body);
        }

        @Override
        public synchronized int read(byte[] b, int offset, int length) {
            return super.read(b, offset, Math.min(length, PIECE));
        }
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
