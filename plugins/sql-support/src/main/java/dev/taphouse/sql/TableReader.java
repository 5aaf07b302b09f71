package dev.taphouse.sql;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one stream: the queries of its {@link ReadPlan} in turn, rows pushed by position. A read whose connection was
 * given back to spare the database goes on with another one from where it was.
 */
final class TableReader {
    /** Rows between two positions; when the host is waiting for one, {@link #CHECKPOINT_ASK}. */
    private static final int CHECKPOINT_ROWS = 1000;

    private static final int CHECKPOINT_ASK = 100;

    /** By how much the steps of a pass by pages shrink when it goes on: the target blocked within one. */
    private static final long FINER = 8;

    private static final long FINEST = 4096;

    private final SqlStream stream;
    private final StreamRead wanted;
    private final Dialect dialect;
    private final RecordSink sink;
    private final RowWriter rows;
    private final List<String> columns;
    private final List<ColumnCodec> fields;
    private final Misfits misfits;
    private final Remarks remarks;
    private Position at;
    private long left;
    private long finer = 1;
    private boolean told;

    /** Whether a read that goes on has got further since: it is not to be given back before, or it never would. */
    private boolean gotFurther = true;

    /** What there is to say of a read besides its rows. */
    interface Remarks {
        /** Something that the user is to look at, said without the stream's name. */
        void doubt(String what);

        /** How long the database worked on a statement, its rows included. */
        void statement(long nanos);
    }

    TableReader(
            SqlStream stream,
            StreamRead read,
            Dialect dialect,
            RecordSink sink,
            boolean misfitsBecomeNull,
            Remarks remarks) {
        this.stream = stream;
        this.remarks = remarks;
        this.wanted = read;
        this.dialect = dialect;
        this.sink = sink;
        this.rows = sink.rows(read.spec().name());
        this.columns = columns(stream, read);
        this.fields =
                read.fields().stream().map(field -> stream.codec(field.name())).toList();
        this.misfits = new Misfits(stream, read, columns, misfitsBecomeNull);
        this.at = read.from();
        this.left = read.limit().orElse(Long.MAX_VALUE);
    }

    /** The columns it reads. */
    List<String> columns() {
        return columns;
    }

    /** Where it is: everything before is pushed. */
    Position at() {
        return at;
    }

    /**
     * Reads to the end. When it throws since the connection was given back, it can be called again.
     *
     * @param planned whether {@link #at} was planned with the snapshot of the connection's transaction
     */
    void read(Connection connection, boolean planned, Cap cap, long lookBack, SlowTarget.Watch watch)
            throws SQLException {
        TableView view = TableView.of(stream, dialect, connection, finer, remarks::statement);
        finer = Math.min(finer * FINER, FINEST);
        ReadPlan plan = plan(new ReadPlan.Input(stream, wanted.from(at), dialect, view, planned, cap, lookBack));
        plan.begin().ifPresent(rows::checkpoint);
        for (Phase phase : plan.phases()) {
            if (left > 0) {
                read(phase, connection, watch);
            }
        }
        if (left == wanted.limit().orElse(Long.MAX_VALUE)) {
            plan.doubt().ifPresent(remarks::doubt);
        }
    }

    /** How many rows a read would push, a cap aside. */
    static long count(SqlStream stream, StreamRead read, Connection connection, Dialect dialect) throws SQLException {
        TableView view = TableView.byValues(stream, dialect, connection);
        ReadPlan.Input input = new ReadPlan.Input(stream, read, dialect, view, false, Cap.unknown(""), 0);
        boolean whole =
                read.method() == StreamSpec.Method.FULL_TABLE && read.from().isStart();
        List<Phase> phases = whole
                ? List.of(Phase.unordered(input.from(), List.of()))
                : plan(input).phases();
        long count = 0;
        for (Phase phase : phases) {
            try (PreparedStatement statement = JdbcRows.prepare(
                            connection,
                            parameters -> "SELECT count(*) FROM " + phase.from()
                                    + Condition.where(phase.conditions(), parameters));
                    ResultSet row = statement.executeQuery()) {
                row.next();
                count += row.getLong(1);
            } catch (IllegalArgumentException e) {
                throw otherType(stream, e);
            }
        }
        return Math.min(count, read.limit().orElse(Long.MAX_VALUE));
    }

    private static ReadPlan plan(ReadPlan.Input input) throws SQLException {
        try {
            return input.read().method() == StreamSpec.Method.INCREMENTAL ? Incremental.of(input) : FullTable.of(input);
        } catch (IllegalArgumentException e) {
            throw otherType(input.stream(), e);
        }
    }

    private static SourceException otherType(SqlStream stream, IllegalArgumentException e) {
        return Positions.bad(stream.spec().name(), "the state holds a value of another type: " + e.getMessage());
    }

    /** The selected columns, then those of the key and the cursor that are not among them. */
    private static List<String> columns(SqlStream stream, StreamRead read) {
        Set<String> columns =
                read.fields().stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
        columns.addAll(stream.table().key());
        columns.addAll(read.cursors());
        return List.copyOf(columns);
    }

    private Query query(Phase phase) {
        List<String> names = new ArrayList<>(columns);
        List<String> expressions = new ArrayList<>();
        columns.forEach(column -> expressions.add(dialect.quote(column)));
        stream.table().locator().ifPresent(locator -> {
            names.add(locator);
            expressions.add(locator);
        });
        long limit = wanted.limit().isPresent() ? left : -1;
        return new Query(phase.from(), names, expressions, fields, phase.conditions(), phase.order(), limit, dialect);
    }

    private void read(Phase phase, Connection connection, SlowTarget.Watch watch) throws SQLException {
        watch.allow(phase.position() != null || (phase.done() != null && gotFurther));
        long begin = System.nanoTime();
        try (Rows row = open(phase, connection);
                RecordSink.Registration hook = sink.onCancel(row::cancel)) {
            push(phase, row, watch);
        } finally {
            remarks.statement(System.nanoTime() - begin);
        }
    }

    private Rows open(Phase phase, Connection connection) throws SQLException {
        try {
            return dialect.rows(connection, query(phase));
        } catch (IllegalArgumentException e) {
            throw otherType(stream, e);
        }
    }

    private void push(Phase phase, Rows row, SlowTarget.Watch watch) throws SQLException {
        boolean any = false;
        try {
            int since = 1;
            while (row.next()) {
                any = true;
                watch.atTarget();
                push(row);
                left--;
                if (phase.position() != null
                        && (since >= CHECKPOINT_ROWS || (since % CHECKPOINT_ASK == 0 && sink.checkpointDue()))) {
                    reach(position(phase, row, phase.position()));
                    since = 0;
                }
                since++;
                watch.atSource();
            }
        } catch (SQLException e) {
            if (any && watch.isReleased() && phase.position() != null) {
                at = position(phase, row, phase.position());
            }
            gotFurther = false;
            throw e;
        }
        if (phase.done() != null && (any || phase.order() == null)) {
            reach(position(phase, row, phase.done()));
        }
    }

    /** Tells a position, also one that the read began at: untold, the host would make one of the cursor alone. */
    private void reach(Position position) {
        if (!told || !position.equals(at)) {
            told = true;
            gotFurther = true;
            at = position;
            rows.checkpoint(position);
        }
    }

    private Position position(Phase phase, Rows row, Function<List<Object>, Position> of) throws SQLException {
        @Nullable Keyset order = phase.order();
        List<Object> values = new ArrayList<>();
        if (order != null) {
            for (int part = 0; part < order.parts().size(); part++) {
                try {
                    values.add(row.order(part));
                } catch (ValueMisfit misfit) {
                    throw misfits.failure(
                            misfit, columns.indexOf(order.parts().get(part).column()), row);
                }
            }
        }
        return of.apply(values);
    }

    private void push(Rows row) throws SQLException {
        for (int field = 0; field < fields.size(); field++) {
            try {
                row.copy(field, rows);
            } catch (ValueMisfit misfit) {
                misfits.resolve(misfit, field, row, rows);
            }
        }
        rows.end();
    }
}
