package dev.taphouse.sql;

import dev.taphouse.api.Field;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one stream in one transaction: the queries of its {@link ReadPlan} in turn, rows pushed by position. */
final class KeysetReader {
    /** Rows between two positions; when the host is waiting for one, {@link #CHECKPOINT_ASK}. */
    private static final int CHECKPOINT_ROWS = 1000;

    private static final int CHECKPOINT_ASK = 100;

    private final SqlStream stream;
    private final StreamRead read;
    private final Connection connection;
    private final Dialect dialect;
    private final RecordSink sink;
    private final RowWriter rows;
    private final List<String> columns;
    private final ColumnCodec.Copier[] copiers;
    private final Misfits misfits;
    private long left;

    KeysetReader(
            SqlStream stream,
            StreamRead read,
            Connection connection,
            Dialect dialect,
            RecordSink sink,
            boolean misfitsBecomeNull) {
        this.stream = stream;
        this.read = read;
        this.connection = connection;
        this.dialect = dialect;
        this.sink = sink;
        this.rows = sink.rows(read.spec().name());
        this.columns = columns(stream, read);
        this.copiers = read.fields().stream()
                .map(field -> stream.codec(field.name()).copier())
                .toArray(ColumnCodec.Copier[]::new);
        this.misfits = new Misfits(stream, read, columns, misfitsBecomeNull);
        this.left = read.limit().orElse(Long.MAX_VALUE);
    }

    /** Reads to the end. */
    void read() throws SQLException {
        ReadPlan plan = new ReadPlan(stream, read, dialect, usableKey(connection, stream, dialect));
        for (Phase phase : plan.phases(this::greatest)) {
            if (left > 0) {
                read(phase);
            }
        }
    }

    /** How many rows {@link #read} would push. */
    static long count(SqlStream stream, StreamRead read, Connection connection, Dialect dialect) throws SQLException {
        ReadPlan plan = new ReadPlan(stream, read, dialect, usableKey(connection, stream, dialect));
        long count = 0;
        List<Phase> phases = plan.phases(key -> greatest(stream, connection, dialect, key));
        for (Phase phase : phases) {
            String sql = "SELECT count(*) FROM " + stream.from(dialect) + Condition.where(phase.conditions());
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(phase, statement, stream);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    count += row.getLong(1);
                }
            }
        }
        return Math.min(count, read.limit().orElse(Long.MAX_VALUE));
    }

    /** The selected columns, then those of the key and the cursor that are not among them. */
    private static List<String> columns(SqlStream stream, StreamRead read) {
        Set<String> columns =
                read.fields().stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
        columns.addAll(stream.table().key());
        columns.addAll(read.cursors());
        return List.copyOf(columns);
    }

    /** The primary key, unless some row has none: comparing with NULL would pass over it. */
    private static Optional<Keyset> usableKey(Connection connection, SqlStream stream, Dialect dialect)
            throws SQLException {
        Optional<Keyset> key = stream.primaryKey(dialect);
        if (key.isEmpty() || !stream.keyMayBeNull()) {
            return key;
        }
        String anyNull = stream.table().key().stream()
                .map(column -> dialect.quote(column) + " IS NULL")
                .collect(Collectors.joining(" OR "));
        String sql = dialect.limited("SELECT 1 FROM " + stream.from(dialect) + " WHERE " + anyNull, 1);
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.empty() : key;
        }
    }

    private Optional<List<Object>> greatest(Keyset key) throws SQLException {
        return greatest(stream, connection, dialect, key);
    }

    private static Optional<List<Object>> greatest(SqlStream stream, Connection connection, Dialect dialect, Keyset key)
            throws SQLException {
        String names =
                key.parts().stream().map(part -> dialect.quote(part.column())).collect(Collectors.joining(", "));
        String sql = dialect.limited(
                "SELECT " + names + " FROM " + stream.from(dialect) + " ORDER BY " + key.descending(), 1);
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < key.parts().size(); i++) {
                values.add(key.parts().get(i).codec().read(row, i + 1));
            }
            return Optional.of(values);
        } catch (ValueMisfit e) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "table '" + stream.table() + "': the greatest key "
                                    + stream.table().key() + " " + e.getMessage(),
                            e)
                    .remedy(Misfits.REMEDY);
        }
    }

    private void read(Phase phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(phase));
                RecordSink.Registration hook = sink.onCancel(() -> cancel(statement))) {
            statement.setFetchSize(dialect.fetchSize());
            bind(phase, statement, stream);
            try (ResultSet row = statement.executeQuery()) {
                push(phase, row);
            }
        }
    }

    private String sql(Phase phase) {
        String names = columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
        String locator = stream.table().locator().map(each -> ", " + each).orElse("");
        String order = phase.order() == null ? "" : " ORDER BY " + phase.order().ascending();
        String sql = "SELECT " + names + locator + " FROM " + stream.from(dialect) + Condition.where(phase.conditions())
                + order;
        return read.limit().isPresent() ? dialect.limited(sql, left) : sql;
    }

    private static void bind(Phase phase, PreparedStatement statement, SqlStream stream) throws SQLException {
        try {
            Condition.bind(phase.conditions(), statement);
        } catch (IllegalArgumentException e) {
            throw ReadPlan.badPosition(
                    stream.spec().name(), "the state holds a value of another type: " + e.getMessage());
        }
    }

    private void push(Phase phase, ResultSet row) throws SQLException {
        Bookmark bookmark = Bookmark.of(phase, columns, misfits, rows);
        for (int since = 1; row.next(); since++) {
            push(row);
            left--;
            bookmark.at(row);
            if (since >= CHECKPOINT_ROWS || (since % CHECKPOINT_ASK == 0 && sink.checkpointDue())) {
                bookmark.checkpoint();
                since = 0;
            }
        }
        bookmark.checkpoint();
    }

    private void push(ResultSet row) throws SQLException {
        for (int i = 0; i < copiers.length; i++) {
            try {
                copiers[i].copy(row, i + 1, rows, i);
            } catch (ValueMisfit misfit) {
                misfits.resolve(misfit, i, row, rows);
            }
        }
        rows.end();
    }

    /** Runs on another thread; what it throws has nobody to hear it, and the read ends anyway. */
    private static void cancel(PreparedStatement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException("the query could not be cancelled", e);
        }
    }
}
