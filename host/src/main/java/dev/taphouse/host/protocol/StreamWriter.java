package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of one stream, in one shape, into RECORD lines: straight to bytes, without an object per row for the
 * positional and slice ways. Used by the reading thread alone.
 */
public final class StreamWriter implements RowWriter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final Column DELETED =
            new Column(Field.of(StreamShape.DELETED_AT, Type.INSTANT), StreamShape.DELETED_AT);

    private StreamShape shape;
    private final Column[] columns;
    private final NameIndex names;
    private final byte[] rowStart;
    private final RowBuffer out;
    private final int longestLine;
    private final RowEvents events;
    private final Losses losses;
    private final TextEncoder texts;
    private final ValueEncoder values;
    private final JsonCopier copier;
    private final Tracked tracked;
    private final boolean[] written;
    private int count;
    private int start = -1;
    private boolean dead;
    private boolean silent;
    private boolean setting;
    private byte[] rowEnd = {};
    private @Nullable Instant extracted;

    /**
     * A writer.
     *
     * @param lines where rows go, shared with the other streams of the read
     * @param tracked the names of the fields whose values are wanted after each row; may be empty
     */
    public StreamWriter(StreamShape shape, Lines lines, RowEvents events, Losses losses, List<String> tracked) {
        this.shape = shape;
        List<Column> all = Column.of(shape);
        this.columns = all.toArray(Column[]::new);
        this.names = new NameIndex(all);
        this.rowStart = ("{\"type\":\"RECORD\",\"stream\":" + Json.text(shape.stream()) + ",\"record\":{")
                .getBytes(StandardCharsets.UTF_8);
        this.out = lines.buffer;
        this.longestLine = lines.longest();
        this.events = events;
        this.losses = losses;
        this.texts = new TextEncoder(out, losses);
        this.values = new ValueEncoder(out, losses, texts);
        this.copier = new JsonCopier(out, losses, texts);
        this.tracked = new Tracked(all, tracked);
        this.written = new boolean[columns.length];
    }

    /** What the rows look like. */
    public StreamShape shape() {
        return shape;
    }

    /** Gives the rows from here on another version. */
    public void version(long number) {
        shape = shape.version(number);
        extracted = null;
    }

    /** The values of the tracked fields in the row that just ended. */
    public Tracked tracked() {
        return tracked;
    }

    /** Whether a row was begun and not ended. */
    public boolean inRow() {
        return start >= 0;
    }

    /** Makes every further call but none of the rows written an error: the stream has a new shape. */
    public void kill() {
        dead = true;
    }

    /** Lets further rows and checkpoints pass without a trace: the stream failed alone. */
    public void silence() {
        discard();
        silent = true;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Column.anything(columns[i].path);
        }
    }

    /** Forgets a row that was begun. */
    public void discard() {
        if (start >= 0) {
            out.length = start;
            start = -1;
            setting = false;
        }
    }

    @Override
    public void bool(int field, boolean v) {
        values.bool(begin(field), v);
        finish(field);
    }

    @Override
    public void int64(int field, long v) {
        values.int64(begin(field), v);
        finish(field);
    }

    @Override
    public void float64(int field, double v) {
        values.float64(begin(field), v);
        finish(field);
    }

    @Override
    public void decimal(int field, BigDecimal v) {
        values.decimal(begin(field), v);
        finish(field);
    }

    @Override
    public void text(int field, CharSequence v) {
        values.text(begin(field), v);
        finish(field);
    }

    @Override
    public void bytes(int field, byte[] b, int offset, int length) {
        values.bytes(begin(field), b, offset, length);
        finish(field);
    }

    @Override
    public void date(int field, long epochDay) {
        values.date(begin(field), epochDay);
        finish(field);
    }

    @Override
    public void time(int field, long nanoOfDay) {
        values.time(begin(field), nanoOfDay);
        finish(field);
    }

    @Override
    public void instant(int field, long epochSecond, int nano) {
        values.instant(begin(field), epochSecond, nano);
        finish(field);
    }

    @Override
    public void utf8(int field, byte[] b, int offset, int length) {
        texts.text(begin(field), b, offset, length);
        finish(field);
    }

    @Override
    public void json(int field, byte[] b, int offset, int length) {
        Column c = begin(field);
        copier.open(b, offset, length);
        copier.value(c);
        copier.close();
        finish(field);
    }

    @Override
    public void value(int field, @Nullable Object v) {
        values.any(begin(field), v);
        finish(field);
    }

    @Override
    public void lost(int field, String reason) {
        losses.nothing(begin(field), reason, out);
        finish(field);
    }

    @Override
    public void end() {
        complete(null);
    }

    @Override
    public void delete(Instant when) {
        requireDeletes();
        complete(when);
    }

    @Override
    public void add(Map<String, ? extends @Nullable Object> row) {
        requireNoRow("add");
        addByName(row, null);
    }

    @Override
    public void delete(Map<String, ? extends @Nullable Object> row, Instant when) {
        requireNoRow("delete");
        requireDeletes();
        addByName(row, when);
    }

    private void addByName(Map<String, ? extends @Nullable Object> row, @Nullable Instant deleted) {
        open();
        try {
            for (int i = 0; i < columns.length; i++) {
                Object v = row.get(columns[i].field.name());
                if (v != null) {
                    values.any(begin(i), v);
                    finish(i);
                }
            }
            complete(deleted);
        } catch (SourceException e) {
            discard();
            throw e;
        }
    }

    @Override
    public void addJson(byte[] utf8, int offset, int length) {
        requireNoRow("addJson");
        open();
        try {
            copier.open(utf8, offset, length);
            copyFields();
            copier.close();
            complete(null);
        } catch (SourceException e) {
            discard();
            if (!silent) {
                throw e;
            }
        }
    }

    private void copyFields() {
        copier.expect('{');
        boolean more = copier.peek() != '}';
        int expected = 0;
        while (more) {
            int field = copier.name(names, expected);
            if (field < 0) {
                copier.skip();
            } else if (written[field]) {
                throw losses.unreadable("a JSON record has '" + columns[field].path + "' twice");
            } else {
                copier.value(begin(field));
                finish(field);
                expected = field + 1;
            }
            more = copier.peek() == ',';
            if (more) {
                copier.expect(',');
            }
        }
        copier.expect('}');
    }

    @Override
    public void reject(String reason) {
        requireAlive();
        discard();
        losses.rejected(reason);
    }

    @Override
    public void fail(SourceException why) {
        requireAlive();
        discard();
        if (!silent) {
            events.fail(why);
        }
    }

    @Override
    public void truncate() {
        requireNoRow("truncate");
        if (!silent) {
            events.truncated();
        }
    }

    @Override
    public void checkpoint(Position position) {
        requireNoRow("checkpoint");
        if (!silent) {
            events.checkpoint(position);
        }
    }

    private Column begin(int field) {
        if (start < 0) {
            open();
        } else if (setting) {
            throw misuse("a value did not fit; reject() the row or let the exception pass");
        }
        if (written[field]) {
            throw misuse("field '" + columns[field].path + "' was written twice in one row");
        }
        setting = true;
        Column c = columns[field];
        byte[] prefix = c.prefix;
        out.ensure(prefix.length + 32);
        System.arraycopy(prefix, 0, out.bytes, out.length, prefix.length);
        out.length += prefix.length;
        if (tracked.has(field)) {
            tracked.from(field, out.length);
        }
        return c;
    }

    private void finish(int field) {
        if (tracked.has(field)) {
            tracked.to(field, out);
        }
        out.ensure(1);
        out.put(',');
        written[field] = true;
        count++;
        setting = false;
    }

    private void open() {
        requireAlive();
        events.beforeRow();
        start = out.length;
        out.append(rowStart);
        Arrays.fill(written, false);
        count = 0;
        tracked.clear();
    }

    private void complete(@Nullable Instant deleted) {
        if (start < 0) {
            throw misuse("a row is ended that was not begun");
        }
        if (setting) {
            throw misuse("a value did not fit; reject() the row or let the exception pass");
        }
        if (count < columns.length) {
            fill(deleted != null);
        }
        if (shape.deletes()) {
            deletedAt(deleted);
        }
        if (out.bytes[out.length - 1] == ',') {
            out.length--;
        }
        out.append(rowEnd());
        if (out.length - start - 1 > longestLine && !silent) {
            int length = out.length - start - 1;
            discard();
            throw losses.unreadable("a row makes a line of " + length + " bytes, and --max-line-bytes allows "
                    + longestLine + "; deselect a large field, or raise the limit together with the reader's");
        }
        if (silent) {
            discard();
        } else {
            start = -1;
            events.afterRow();
        }
    }

    /** Writes null for every field not written; a deleted row has only what is known and its key. */
    private void fill(boolean deleted) {
        for (int i = 0; i < columns.length; i++) {
            Column c = columns[i];
            if (written[i] || deleted && !shape.keys().contains(c.field.name())) {
                continue;
            }
            values.nothing(begin(i));
            finish(i);
        }
    }

    private void deletedAt(@Nullable Instant when) {
        out.append(DELETED.prefix);
        if (when == null) {
            out.ascii("null");
        } else {
            values.instant(DELETED, when.getEpochSecond(), when.getNano());
        }
        out.ensure(1);
        out.put(',');
    }

    private byte[] rowEnd() {
        Instant now = events.now();
        if (now != extracted) {
            extracted = now;
            String time = TIME.format(now.atOffset(ZoneOffset.UTC));
            String version = shape.version().isPresent()
                    ? ",\"version\":" + shape.version().getAsLong()
                    : "";
            rowEnd = ("},\"time_extracted\":\"" + time + "\"" + version + "}\n").getBytes(StandardCharsets.US_ASCII);
        }
        return rowEnd;
    }

    private void requireAlive() {
        if (dead) {
            throw misuse("the writer is of a shape that changed; take a new one from rows()");
        }
    }

    private void requireNoRow(String call) {
        requireAlive();
        if (start >= 0) {
            throw misuse(call + " inside a row; end() is missing");
        }
    }

    private void requireDeletes() {
        if (!shape.deletes()) {
            throw misuse("delete() of a stream that is not read by LOG_BASED and whose spec has no deletes");
        }
    }

    private IllegalStateException misuse(String why) {
        return new IllegalStateException("stream '" + shape.stream() + "': " + why);
    }
}
