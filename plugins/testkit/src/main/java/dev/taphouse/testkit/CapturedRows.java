package dev.taphouse.testkit;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one stream into a {@link CapturedStream}, as strictly as a host. */
final class CapturedRows implements RowWriter {
    private final CapturedSink sink;
    private final StreamRead read;
    private final CapturedStream captured;
    private final List<Field> fields;
    private final @Nullable Object[] values;
    private final boolean[] written;
    private boolean inRow;
    private boolean dead;

    CapturedRows(CapturedSink sink, StreamRead read, CapturedStream captured) {
        this.sink = sink;
        this.read = read;
        this.captured = captured;
        this.fields = read.fields();
        this.values = new Object[fields.size()];
        this.written = new boolean[fields.size()];
    }

    @Override
    public void add(Map<String, ? extends @Nullable Object> row) {
        betweenRows("add");
        begin();
        for (int i = 0; i < fields.size(); i++) {
            set(i, row.get(fields.get(i).name()));
        }
        end();
    }

    @Override
    public void addJson(byte[] utf8, int offset, int length) {
        betweenRows("addJson");
        begin();
        if (!(parse("row", utf8, offset, length) instanceof Map<?, ?> row)) {
            throw data("a row that is no JSON object");
        }
        for (int i = 0; i < fields.size(); i++) {
            setJson(i, row.get(fields.get(i).name()));
        }
        end();
    }

    @Override
    public void bool(int field, boolean v) {
        take(field, v, Type.Kind.BOOL);
    }

    @Override
    public void int64(int field, long v) {
        take(field, v, Type.Kind.INTEGER, Type.Kind.DECIMAL, Type.Kind.FLOAT);
    }

    @Override
    public void float64(int field, double v) {
        take(field, v, Type.Kind.FLOAT);
    }

    @Override
    public void decimal(int field, BigDecimal v) {
        take(field, v, Type.Kind.DECIMAL, Type.Kind.INTEGER);
    }

    @Override
    public void text(int field, CharSequence v) {
        Type.Kind kind = fields.get(field).type().kind();
        if (kind == Type.Kind.LIST || kind == Type.Kind.OBJECT) {
            throw misfit(field, "a text");
        }
        set(field, v.toString());
    }

    @Override
    public void bytes(int field, byte[] b, int offset, int length) {
        take(field, Arrays.copyOfRange(b, offset, offset + length), Type.Kind.BYTES);
    }

    @Override
    public void date(int field, long epochDay) {
        take(field, LocalDate.ofEpochDay(epochDay), Type.Kind.DATE);
    }

    @Override
    public void time(int field, long nanoOfDay) {
        take(field, Values.time(nanoOfDay), Type.Kind.TIME);
    }

    @Override
    public void instant(int field, long epochSecond, int nano) {
        take(field, Instant.ofEpochSecond(epochSecond, nano), Type.Kind.INSTANT, Type.Kind.TIMESTAMP);
    }

    @Override
    public void utf8(int field, byte[] b, int offset, int length) {
        text(field, new String(b, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void json(int field, byte[] b, int offset, int length) {
        setJson(field, parse(fields.get(field).name(), b, offset, length));
    }

    @Override
    public void value(int field, @Nullable Object v) {
        set(field, v);
    }

    @Override
    public void lost(int field, String reason) {
        set(field, null);
        captured.lost(fields.get(field).name(), reason);
    }

    @Override
    public void end() {
        sink.beginning(read, captured);
        Map<String, @Nullable Object> row = finished(true);
        if (!captured.failed()) {
            captured.row(row);
            sink.pushed();
        }
    }

    @Override
    public void delete(Instant when) {
        sink.alive();
        if (read.method() != StreamSpec.Method.LOG_BASED && !read.spec().hasDeletes()) {
            throw new IllegalStateException("delete() of stream '" + read.spec().name()
                    + "', which is not read by LOG_BASED and whose spec has no deletes");
        }
        Map<String, @Nullable Object> row = finished(false);
        if (!captured.failed()) {
            captured.delete(row);
            sink.pushed();
        }
    }

    @Override
    public void delete(Map<String, ? extends @Nullable Object> row, Instant when) {
        betweenRows("delete");
        begin();
        for (int i = 0; i < fields.size(); i++) {
            set(i, row.get(fields.get(i).name()));
        }
        delete(when);
    }

    @Override
    public void reject(String reason) {
        sink.alive();
        captured.reject(reason);
        clear();
    }

    @Override
    public void fail(SourceException why) {
        sink.alive();
        clear();
        captured.fail(why);
    }

    @Override
    public void truncate() {
        betweenRows("truncate");
        sink.alive();
        captured.truncate();
    }

    @Override
    public void checkpoint(Position position) {
        betweenRows("checkpoint");
        begin();
        inRow = false;
        if (!captured.failed()) {
            captured.checkpoint(position);
            sink.checkpointed();
        }
    }

    void die() {
        dead = true;
    }

    void betweenRows(String call) {
        if (inRow) {
            throw new IllegalStateException(
                    call + " inside a row of stream '" + read.spec().name() + "': end() was forgotten");
        }
    }

    private void begin() {
        sink.alive();
        if (dead) {
            throw new IllegalStateException(
                    "this writer of stream '" + read.spec().name() + "' is dead: its shape has changed");
        }
        inRow = true;
    }

    private void take(int field, Object value, Type.Kind... natural) {
        Type.Kind kind = fields.get(field).type().kind();
        boolean scalar = !(value instanceof byte[]);
        boolean any = scalar && (kind == Type.Kind.TEXT || kind == Type.Kind.JSON);
        if (!any && !Arrays.asList(natural).contains(kind)) {
            throw misfit(field, "a " + value.getClass().getSimpleName());
        }
        set(field, value);
    }

    private void set(int field, @Nullable Object value) {
        mark(field);
        values[field] = value == null ? null : converted(field, value, false);
    }

    private void setJson(int field, @Nullable Object json) {
        mark(field);
        values[field] = json == null ? null : converted(field, json, true);
    }

    private @Nullable Object converted(int field, Object value, boolean json) {
        Field to = fields.get(field);
        try {
            Object canonical = json ? Values.fromJson(to.type(), value) : Values.canonical(to.type(), value);
            if (canonical == null) {
                captured.lost(to.name(), "not representable");
            }
            return canonical;
        } catch (IllegalArgumentException e) {
            throw misfit(field, String.valueOf(e.getMessage()));
        }
    }

    private void mark(int field) {
        begin();
        if (written[field]) {
            throw new IllegalStateException("field '" + fields.get(field).name() + "' of stream '"
                    + read.spec().name() + "' was written twice in a row");
        }
        written[field] = true;
    }

    private Map<String, @Nullable Object> finished(boolean complete) {
        begin();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            boolean needed = complete || read.keys().contains(field.name());
            if (needed && !field.nullable() && values[i] == null) {
                throw misfit(i, "null");
            }
            row.put(field.name(), values[i]);
        }
        clear();
        return row;
    }

    private void clear() {
        Arrays.fill(values, null);
        Arrays.fill(written, false);
        inRow = false;
    }

    private @Nullable Object parse(String what, byte[] b, int offset, int length) {
        try {
            return Json.read(b, offset, length);
        } catch (IOException e) {
            throw data(what + " is not JSON");
        }
    }

    private SourceException misfit(int field, String what) {
        Field to = fields.get(field);
        String type = to.type() + (to.nullable() ? "" : " not null");
        return data("field '" + to.name() + "' (" + type + ") does not take " + what);
    }

    private SourceException data(String what) {
        clear();
        return new SourceException(
                SourceException.Kind.DATA, "stream '" + read.spec().name() + "': " + what);
    }
}
