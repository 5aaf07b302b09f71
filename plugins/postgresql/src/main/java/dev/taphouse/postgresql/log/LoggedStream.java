package dev.taphouse.postgresql.log;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.StreamRead;
import dev.taphouse.postgresql.codec.PgType;
import dev.taphouse.sql.ChangeLog;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.SqlStream;
import dev.taphouse.sql.Table;
import dev.taphouse.sql.TextCodec;
import dev.taphouse.sql.ValueMisfit;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream that the log feeds: its table as the log has it, laid over its fields as the catalogue has them. */
final class LoggedStream {
    private static final int NOT_WANTED = -1;

    private final RecordSink out;
    private final ChangeLog.Streams streams;
    private final LogFailures failures;
    private final LoggedTable place;
    private final long from;
    private SqlStream stream;
    private StreamRead read;
    private RowWriter rows;
    private boolean failed;

    // of the relation that the log has now
    private int[] fields = {};
    private @Nullable TextCodec[] codecs = {};
    private boolean[] told = {};
    private int[] key = {};
    private int[] unknown = {};
    private int lsnField;
    private Relation relation;

    LoggedStream(
            StreamRead read,
            LoggedTable place,
            long from,
            RecordSink out,
            ChangeLog.Streams streams,
            LogFailures failures) {
        this.read = read;
        this.place = place;
        this.from = from;
        this.out = out;
        this.streams = streams;
        this.failures = failures;
        this.stream = streams.get(read.spec().name());
        this.rows = out.rows(read.spec().name());
        this.relation = new Relation(place.oid(), place.schema(), place.name(), place.identity(), List.of());
    }

    String name() {
        return read.spec().name();
    }

    long oid() {
        return place.oid();
    }

    /** What was committed before is not wanted again. */
    long from() {
        return from;
    }

    boolean isFailed() {
        return failed;
    }

    void checkpoint(Position position) {
        rows.checkpoint(position);
    }

    /** This stream alone fails. */
    void fail(SourceException why) {
        failed = true;
        rows.fail(why);
    }

    void truncate() {
        rows.truncate();
    }

    /** Takes what the table looks like from here on in the log. */
    void relation(Relation now) throws SQLException {
        relation = now;
        if (!isKnown(now)) {
            Optional<SqlStream> current = streams.look(name());
            if (current.isEmpty()) {
                fail(new SourceException(
                                Kind.ABSENT, "table " + place.sql() + " was dropped or renamed while it was read")
                        .remedy("Discover again"));
                return;
            }
            boolean changed =
                    !current.get().spec().fields().equals(stream.spec().fields())
                            || !current.get().spec().keys().equals(stream.spec().keys());
            stream = current.get();
            if (changed) {
                read = out.changed(stream.spec());
                rows = out.rows(name());
            }
        }
        bind(now);
    }

    /** Whether the catalogue has the columns of the log, and of those that are wanted none else. */
    private boolean isKnown(Relation now) {
        Table table = stream.table();
        Object generated = table.metadata().getOrDefault("generated-columns", List.of());
        boolean all = now.columns().stream()
                .allMatch(each -> table.columns().stream()
                        .anyMatch(column -> column.name().equals(each.name())));
        return all
                && columns()
                        .allMatch(field -> of(now, field.name()) >= 0
                                || (generated instanceof List<?> names && names.contains(field.name())));
    }

    private java.util.stream.Stream<Field> columns() {
        return read.fields().stream().filter(field -> !read.spec().logFields().contains(field));
    }

    private void bind(Relation now) {
        int count = now.columns().size();
        fields = new int[count];
        codecs = new TextCodec[count];
        told = new boolean[count];
        for (int i = 0; i < count; i++) {
            Relation.Column column = now.columns().get(i);
            told[i] = column.identity();
            fields[i] = isSame(column) ? read.indexOf(column.name()) : NOT_WANTED;
            codecs[i] = fields[i] < 0
                    ? null
                    : stream.codec(column.name()).textCodec().orElseThrow();
        }
        List<String> names = stream.table().key();
        key = names.stream().mapToInt(name -> of(now, name)).toArray();
        unknown = columns()
                .filter(field -> of(now, field.name()) < 0)
                .mapToInt(field -> read.indexOf(field.name()))
                .toArray();
        lsnField = read.indexOf(PgLog.LSN_FIELD.name());
        if (unknown.length > 0 && !hasKey()) {
            refuseUnknown();
        }
    }

    /** Rows without a key cannot be looked up: what the log does not hold is null, where it may be. */
    private void refuseUnknown() {
        for (int field : unknown) {
            if (!read.fields().get(field).nullable()) {
                fail(failures.unchanged(
                        place.schema(), place.name(), read.fields().get(field).name()));
                return;
            }
        }
        unknown = new int[0];
    }

    /** The number of a column that is in the log as it is in the catalogue. */
    private int of(Relation now, String name) {
        for (int i = 0; i < now.columns().size(); i++) {
            if (now.columns().get(i).name().equals(name)) {
                return isSame(now.columns().get(i)) ? i : -1;
            }
        }
        return -1;
    }

    private boolean isSame(Relation.Column column) {
        return stream.table().columns().stream()
                .filter(each -> each.name().equals(column.name()))
                .map(each -> each.detail(PgType.class).orElseThrow())
                .anyMatch(type -> type.oid() == column.type() && type.typmod() == column.typmod());
    }

    private boolean hasKey() {
        if (key.length == 0) {
            return false;
        }
        for (int column : key) {
            if (column < 0) {
                return false;
            }
        }
        return true;
    }

    /** The numbers of the fields whose values a row of the log does not hold. */
    BitSet unknown(Tuple row) {
        BitSet all = new BitSet();
        for (int field : unknown) {
            all.set(field);
        }
        for (int i = 0; i < row.columns(); i++) {
            if (row.isUnchanged(i) && fields[i] >= 0) {
                all.set(fields[i]);
            }
        }
        return all;
    }

    boolean isWhole(Tuple row) {
        if (unknown.length > 0) {
            return false;
        }
        for (int i = 0; i < row.columns(); i++) {
            if (row.isUnchanged(i) && fields[i] >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The key of a row by which it can be looked up.
     *
     * @throws SourceException when it has none
     */
    List<byte[]> key(Tuple row) {
        List<byte[]> values = new ArrayList<>();
        if (!hasKey()) {
            throw unchanged(row);
        }
        for (int column : key) {
            if (!row.isText(column)) {
                throw unchanged(row);
            }
            values.add(java.util.Arrays.copyOfRange(
                    row.bytes(), row.offset(column), row.offset(column) + row.length(column)));
        }
        return values;
    }

    private SourceException unchanged(Tuple row) {
        int field = unknown(row).nextSetBit(0);
        return failures.unchanged(
                place.schema(), place.name(), read.fields().get(field).name());
    }

    /** The table, its key, and its columns by field, for looking rows up. */
    SqlStream stream() {
        return stream;
    }

    List<Field> fields() {
        return read.fields();
    }

    /** Whether an update makes another row of it, for a target. */
    boolean isOther(Tuple old, Tuple now) {
        if (key.length == 0) {
            return true;
        }
        for (int column : key) {
            if (column >= 0 && now.isText(column) && !now.sameAs(old, column)) {
                return true;
            }
        }
        return false;
    }

    /** Pushes a row, with the values that were looked up. */
    void push(Tuple row, long lsn, @Nullable Found found, byte @Nullable [][] values) {
        try {
            for (int i = 0; i < row.columns(); i++) {
                if (fields[i] >= 0 && row.isText(i) && !isFound(found, fields[i])) {
                    copy(i, row.bytes(), row.offset(i), row.length(i));
                }
            }
            if (found != null && values != null) {
                pushFound(found, values);
            }
            stamp(lsn);
            rows.end();
        } catch (ValueMisfit e) {
            throw misfit(e);
        }
    }

    private static boolean isFound(@Nullable Found found, int field) {
        if (found == null) {
            return false;
        }
        for (int each : found.fields()) {
            if (each == field) {
                return true;
            }
        }
        return false;
    }

    private void pushFound(Found found, byte[][] values) {
        for (int i = 0; i < found.fields().length; i++) {
            byte[] text = values[i];
            int field = found.fields()[i];
            if (text != Found.NULL) {
                stream.codec(read.fields().get(field).name())
                        .textCodec()
                        .orElseThrow()
                        .copy(text, 0, text.length, rows, field);
            }
        }
    }

    /**
     * Pushes a deletion.
     *
     * @param whole whether the log has the whole old row, and not its identity alone
     */
    void delete(Tuple old, boolean whole, Instant when, long lsn) {
        try {
            for (int i = 0; i < old.columns(); i++) {
                if (fields[i] >= 0 && (whole || told[i])) {
                    if (old.isText(i)) {
                        copy(i, old.bytes(), old.offset(i), old.length(i));
                    } else if (whole && old.isNull(i)) {
                        rows.value(fields[i], null);
                    }
                }
            }
            for (int column : key) {
                if (column < 0 || !old.isText(column)) {
                    throw failures.noIdentity(place, stream.table().key());
                }
            }
            stamp(lsn);
            rows.delete(when);
        } catch (ValueMisfit e) {
            throw misfit(e);
        }
    }

    private void copy(int column, byte[] bytes, int offset, int length) {
        TextCodec codec = codecs[column];
        if (codec != null) {
            codec.copy(bytes, offset, length, rows, fields[column]);
        }
    }

    private void stamp(long lsn) {
        if (lsnField >= 0) {
            rows.int64(lsnField, lsn);
        }
    }

    private SourceException misfit(ValueMisfit e) {
        return new SourceException(Kind.DATA, "table " + place.sql() + " has " + e.getMessage(), e);
    }

    /** A key as one text. */
    static String joined(List<byte[]> values) {
        StringBuilder text = new StringBuilder();
        for (byte[] value : values) {
            text.append(value.length).append(':').append(new String(value, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    /** A column of the table. */
    Column column(String name) {
        return stream.table().columns().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name() + " as " + relation;
    }
}
