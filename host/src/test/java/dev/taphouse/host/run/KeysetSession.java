package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A connector for tables {@code (id bigint primary key, at int, name varchar)}, by keyset with bound parameters: what a
 * connector author would write against the SPI, and nothing of the host.
 */
final class KeysetSession implements SourceSession {
    private static final int EVERY = 7;

    private final DataSource database;
    private final List<String> tables;

    KeysetSession(DataSource database, String... tables) {
        this.database = database;
        this.tables = List.of(tables);
    }

    @Override
    public void check() throws Exception {
        database.getConnection().close();
    }

    @Override
    public List<StreamSpec> discover(Set<String> only) {
        return tables.stream()
                .filter(table -> only.isEmpty() || only.contains(table))
                .map(table -> StreamSpec.of(
                                table,
                                Field.of("id", Type.INT64).notNull(),
                                Field.of("at", Type.INT32),
                                Field.of("name", Type.text(50)))
                        .keys("id")
                        .cursors("at")
                        .resume(StreamSpec.Resume.EXACTLY))
                .toList();
    }

    @Override
    public List<Split> plan(List<StreamRead> streams) throws Exception {
        List<Split> splits = new ArrayList<>();
        for (StreamRead read : streams) {
            if (read.lanes() > 1 && read.from().isStart() && read.method() == StreamSpec.Method.FULL_TABLE) {
                splits.addAll(ranges(read));
            } else {
                splits.add(Split.of(read));
            }
        }
        return splits;
    }

    private List<Split> ranges(StreamRead read) throws SQLException {
        List<Split> lanes = new ArrayList<>();
        long most = maximum(read.spec().name());
        long size = most / read.lanes() + 1;
        for (int i = 0; i < read.lanes(); i++) {
            Position start = Position.of("max_pk_values", Map.of("id", Math.min(most, (i + 1) * size)))
                    .with("last_pk_fetched", Map.of("id", i * size));
            lanes.add(Split.lane(String.valueOf(i + 1), read.from(start)));
        }
        return lanes;
    }

    @Override
    public int parallelism() {
        return 4;
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        for (StreamRead read : split.streams()) {
            if (read.method() == StreamSpec.Method.INCREMENTAL) {
                incremental(read, out);
            } else {
                full(read, out);
            }
        }
    }

    private void full(StreamRead read, RecordSink out) throws SQLException {
        String table = read.spec().name();
        long most = key(read.from(), "max_pk_values", maximum(table));
        Position bound = Position.of("max_pk_values", Map.of("id", most));
        String sql = "SELECT id, \"AT\", name FROM " + table + " WHERE id > ? AND id <= ? ORDER BY id";
        read(sql, read, out, row -> bound.with("last_pk_fetched", Map.of("id", row.getLong(1))), statement -> {
            statement.setLong(1, key(read.from(), "last_pk_fetched", Long.MIN_VALUE));
            statement.setLong(2, most);
        });
    }

    private void incremental(StreamRead read, RecordSink out) throws SQLException {
        long at = read.from().int64("replication_key_value").orElse(Long.MIN_VALUE);
        String sql = "SELECT id, \"AT\", name FROM " + read.spec().name()
                + " WHERE \"AT\" > ? OR (\"AT\" = ? AND id > ?) ORDER BY \"AT\", id";
        Row position = row -> Position.cursor("at", row.getLong(2)).with("key", Map.of("id", row.getLong(1)));
        read(sql, read, out, position, statement -> {
            statement.setLong(1, at);
            statement.setLong(2, at);
            statement.setLong(3, read.from().cursor("id").map(Long::valueOf).orElse(Long.MIN_VALUE));
        });
    }

    private void read(String sql, StreamRead read, RecordSink out, Row position, Parameters parameters)
            throws SQLException {
        RowWriter rows = out.rows(read.spec().name());
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                RecordSink.Registration hook = out.onCancel(() -> cancel(statement))) {
            parameters.set(statement);
            Position last = read.from();
            int count = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    write(read, rows, row);
                    last = position.of(row);
                    if (++count % EVERY == 0) {
                        rows.checkpoint(last);
                    }
                }
            }
            rows.checkpoint(last);
        }
    }

    private static void write(StreamRead read, RowWriter rows, ResultSet row) throws SQLException {
        rows.int64(0, row.getLong(1));
        for (int i = 1; i < read.fields().size(); i++) {
            String name = read.fields().get(i).name();
            if (row.getString(name) != null) {
                rows.text(i, row.getString(name));
            }
        }
        rows.end();
    }

    private long maximum(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet row = connection.createStatement().executeQuery("SELECT max(id) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long key(Position from, String entry, long otherwise) {
        if (!(from.entries().get(entry) instanceof Map<?, ?> key)) {
            return otherwise;
        }
        if (key.get("id") instanceof Long id) {
            return id;
        }
        throw new SourceException(SourceException.Kind.POSITION, "position " + from + " has no id in " + entry)
                .remedy("Remove the bookmark, known keys are "
                        + from.entries().keySet().stream().sorted().collect(Collectors.joining(", ")));
    }

    private static void cancel(PreparedStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Row {
        Position of(ResultSet row) throws SQLException;
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
