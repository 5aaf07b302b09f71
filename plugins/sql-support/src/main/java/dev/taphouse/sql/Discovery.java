package dev.taphouse.sql;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a stream of a table. */
final class Discovery {
    private final Function<Column, ColumnCodec> mapping;
    private final boolean misfitsBecomeNull;
    private final Dialect dialect;
    private final Optional<ChangeLog> log;

    Discovery(
            Function<Column, ColumnCodec> mapping,
            boolean misfitsBecomeNull,
            Dialect dialect,
            Optional<ChangeLog> log) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.log = log;
        this.misfitsBecomeNull = misfitsBecomeNull;
    }

    SqlStream stream(String name, Table table) {
        Map<String, ColumnCodec> codecs = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>();
        List<String> cursors = new ArrayList<>();
        for (Column column : table.columns()) {
            ColumnCodec codec = mapping.apply(column);
            codecs.put(column.name(), codec);
            fields.add(field(column, codec, table.key().contains(column.name())));
            if (codec.cursor().isPresent()) {
                cursors.add(column.name());
            }
        }
        StreamSpec spec = StreamSpec.of(name, fields).metadata("is-view", table.view());
        for (Map.Entry<String, Object> entry : table.metadata().entrySet()) {
            spec = spec.metadata(entry.getKey(), entry.getValue());
        }
        return new SqlStream(described(spec, table, codecs, cursors), table, codecs);
    }

    private StreamSpec described(StreamSpec plain, Table table, Map<String, ColumnCodec> codecs, List<String> cursors) {
        StreamSpec spec = plain.keys(supported(table.key(), codecs));
        spec = cursors.isEmpty()
                ? spec
                : spec.cursors(cursors.toArray(String[]::new)).ordered();
        if (log.isPresent() && log.get().has(table)) {
            spec = spec.logBased(log.get().fields().toArray(Field[]::new));
        }
        spec = table.schema().isEmpty() ? spec : spec.metadata("schema-name", table.schema());
        spec = table.rowCount().isEmpty()
                ? spec
                : spec.metadata("row-count", table.rowCount().getAsLong());
        SourceException unavailable = table.unavailable().orElse(null);
        spec = unavailable == null
                ? spec
                : spec.unavailable(unavailable.kind(), String.valueOf(unavailable.getMessage()));
        SqlStream stream = new SqlStream(spec, table, codecs);
        if (dialect.pages().isPresent() && !table.view()) {
            return spec.resume(StreamSpec.Resume.BY_POSITION);
        }
        boolean exact = stream.primaryKey(dialect).isPresent() && !stream.keyMayBeNull();
        return exact ? spec.resume(StreamSpec.Resume.EXACTLY) : spec;
    }

    /** A key with a part that is never read is none that a target could use. */
    private static String[] supported(List<String> key, Map<String, ColumnCodec> codecs) {
        boolean whole = key.stream()
                .allMatch(column -> codecs.containsKey(column)
                        && codecs.get(column).unsupportedReason().isEmpty());
        return whole ? key.toArray(String[]::new) : new String[0];
    }

    private Field field(Column column, ColumnCodec codec, boolean key) {
        Field field = Field.of(column.name(), codec.type());
        field = column.nativeType().isEmpty() ? field : field.nativeType(column.nativeType());
        field = column.comment().isEmpty() ? field : field.comment(column.comment());
        field = codec.unsupportedReason().map(field::unsupported).orElse(field);
        return column.nullable() || codec.isLossy() || (misfitsBecomeNull && !key) ? field : field.notNull();
    }
}
