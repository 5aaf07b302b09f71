package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A session with a database: connects on first use, discovers, reads. Reads run side by side, each with a connection of
 * its own.
 */
final class SqlSession implements SourceSession {
    private final SqlSource source;
    private final SourceContext context;
    private final Dialect dialect;
    private final TableFilter filter;
    private final boolean misfitsBecomeNull;
    private final int connections;
    private final Duration lookBack;
    private final Duration patience;
    private final SlowTarget slowTarget;
    private final LongestStatement longest = new LongestStatement();
    private final Map<String, SqlStream> known = new ConcurrentHashMap<>();
    private final Map<String, Cap> caps = new ConcurrentHashMap<>();
    private final Set<Position> planned = ConcurrentHashMap.newKeySet();
    private volatile @Nullable SharedSnapshot snapshot;
    private @Nullable Pool pool;

    SqlSession(SqlSource source, SourceContext context) {
        this.source = source;
        this.context = context;
        this.dialect = source.dialect(context);
        this.filter = new TableFilter(context.get(SqlSource.FILTER_TABLES));
        this.misfitsBecomeNull = context.get(SqlSource.ON_MISFIT).equals("null");
        this.connections = source.connections(context);
        this.lookBack = source.lookBack(context);
        this.patience = source.patience(context);
        this.slowTarget = new SlowTarget(patience);
    }

    @Override
    public int parallelism() {
        return connections;
    }

    @Override
    public void check() throws Exception {
        with(connection -> {
            dialect.check(connection);
            return true;
        });
    }

    @Override
    public List<StreamSpec> discover(Set<String> only) throws Exception {
        List<Table> tables = with(dialect.catalog()::tables);
        List<String> clashes = new ArrayList<>();
        Map<String, Table> named = StreamNames.assign(tables, clashes);
        clashes.forEach(this::warn);
        Discovery discovery =
                new Discovery(column -> source.columnTypeMapping(column, context), misfitsBecomeNull, dialect);
        List<StreamSpec> specs = new ArrayList<>();
        named.forEach((name, table) -> {
            if (filter.takes(table) && (only.isEmpty() || only.contains(name))) {
                SqlStream stream = discovery.stream(name, table);
                known.put(name, stream);
                specs.add(stream.spec());
            }
        });
        return specs;
    }

    @Override
    public List<Split> plan(List<StreamRead> reads) throws Exception {
        takeCaps(reads);
        boolean several = reads.size() > 1 || reads.stream().anyMatch(read -> read.lanes() > 1);
        if (several && snapshot == null && dialect.snapshots().isPresent()) {
            snapshot = share(dialect.snapshots().get());
        }
        SharedSnapshot shared = snapshot;
        List<Split> splits = new ArrayList<>();
        for (StreamRead read : reads) {
            splits.addAll(shared == null || read.lanes() < 2 ? List.of(Split.of(read)) : lanes(read, shared));
        }
        return splits;
    }

    /** Takes the caps before the snapshot; a stream that cannot have one fails alone, when it is read. */
    private void takeCaps(List<StreamRead> reads) throws SQLException {
        for (StreamRead read : reads) {
            try {
                cap(read);
            } catch (SourceException e) {
                if (e.kind() != SourceException.Kind.DATA && e.kind() != SourceException.Kind.ABSENT) {
                    throw e;
                }
            }
        }
    }

    private SharedSnapshot share(Snapshots snapshots) throws SQLException {
        Connection holder = take();
        try {
            return SharedSnapshot.open(snapshots, holder, this::warn);
        } catch (SQLException e) {
            holder.close();
            throw explained(e);
        }
    }

    /** The lanes of a read that begins, where its table can be read by pages; else one split. */
    private List<Split> lanes(StreamRead read, SharedSnapshot shared) throws SQLException {
        List<PlannedLane> lanes;
        try {
            lanes = PlannedLane.of(stream(read), read, dialect, shared.holder(), cap(read));
        } catch (SQLException e) {
            shared.drop("stream '" + read.spec().name() + "' could not be divided");
            return List.of(Split.of(read)); // which says what is wrong with it
        } catch (SourceException e) {
            return List.of(Split.of(read));
        }
        if (lanes.size() < 2) {
            return List.of(Split.of(read));
        }
        List<Split> splits = new ArrayList<>();
        for (PlannedLane lane : lanes) {
            planned.add(lane.start());
            splits.add(Split.lane(lane.name(), read.from(lane.start())));
        }
        return splits;
    }

    @Override
    public Position merge(StreamRead read, List<Position> lanes) {
        return PlannedLane.merge(stream(read), read, dialect, lanes);
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        for (StreamRead read : split.streams()) {
            TableReader reader = new TableReader(
                    stream(read),
                    read,
                    dialect,
                    out,
                    misfitsBecomeNull,
                    remarks(read.spec().name()));
            boolean through = false;
            while (!through) {
                through = read(stream(read), reader, cap(read));
            }
        }
    }

    private TableReader.Remarks remarks(String stream) {
        return new TableReader.Remarks() {
            @Override
            public void doubt(String what) {
                warn("stream '" + stream + "': " + what);
            }

            @Override
            public void statement(long nanos) {
                longest.took(stream, nanos);
            }
        };
    }

    /** Reads with one connection; returns whether the read is through, or has to go on with another. */
    private boolean read(SqlStream stream, TableReader reader, Cap cap) throws SQLException {
        Connection connection = take();
        SlowTarget.Watch watch = slowTarget.watch(connection);
        try (watch) {
            boolean joined = join(connection, stream, reader.columns());
            reader.read(connection, joined && planned.contains(reader.at()), cap, lookBack.toSeconds(), watch);
            return true;
        } catch (SQLException e) {
            if (!watch.isReleased()) {
                throw explained(e);
            }
            released();
            return false;
        } finally {
            SharedSnapshot.closeQuietly(connection);
        }
    }

    /** Begins to read a table in the snapshot of the run; returns whether it is that one. */
    private boolean join(Connection connection, SqlStream stream, List<String> columns) throws SQLException {
        List<Column> read = stream.table().columns().stream()
                .filter(column -> columns.contains(column.name()))
                .toList();
        SharedSnapshot shared = snapshot;
        boolean joined = shared != null && shared.join(connection);
        while (!dialect.hold(connection, stream.table(), read)) {
            connection.rollback();
            if (joined) {
                warn("stream '" + stream.spec().name()
                        + "' was rewritten or replaced since the snapshot of this run was"
                        + " taken (as by TRUNCATE, ALTER TABLE or REFRESH), and is read from a newer one");
            }
            joined = false;
        }
        return joined;
    }

    private void released() {
        context.count("connections_released", 1);
        String why = "the target took no row for " + inWords(patience);
        SharedSnapshot shared = snapshot;
        if (shared != null) {
            shared.drop(why);
        }
        context.log().log(
                System.Logger.Level.INFO,
                why + ": the transaction was ended to spare the database, and the read goes on in a new one");
    }

    private static String inWords(Duration duration) {
        return duration.toSeconds() == 0 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }

    @Override
    public OptionalLong count(StreamRead read) throws Exception {
        SqlStream stream = stream(read);
        return OptionalLong.of(with(connection -> TableReader.count(stream, read, connection, dialect)));
    }

    @Override
    public void close() {
        SharedSnapshot shared = snapshot;
        if (shared != null) {
            shared.close();
        }
        slowTarget.close();
        Pool open = pool;
        if (open != null) {
            open.close();
        }
        longest.report(context);
    }

    /** The cap of a cursor: taken once, before any snapshot that is read with it. */
    private Cap cap(StreamRead read) throws SQLException {
        if (read.method() != StreamSpec.Method.INCREMENTAL) {
            return Cap.unknown("");
        }
        String name = read.spec().name();
        String of = name + read.cursors();
        Cap cap = caps.get(of);
        if (cap == null) {
            SqlStream stream = stream(read);
            Column cursor = Cursors.of(stream, read, dialect).column();
            cap = with(connection -> dialect.cap(connection, stream.table(), cursor));
            if (caps.putIfAbsent(of, cap) == null && !cap.why().isEmpty()) {
                context.count("streams_not_capped", 1);
                warn("stream '" + name + "' is not capped: " + cap.why());
            }
        }
        return cap;
    }

    private SqlStream stream(StreamRead read) {
        SqlStream stream = known.get(read.spec().name());
        if (stream == null) {
            throw new SourceException(
                            SourceException.Kind.ABSENT,
                            "stream '" + read.spec().name() + "' is no table or view of this database")
                    .remedy("Discover again.");
        }
        return stream;
    }

    private void warn(String line) {
        context.log().log(System.Logger.Level.WARNING, line);
    }

    /** Does work in a transaction, which the pool rolls back; errors of the database are explained. */
    private <T> T with(Work<T> work) throws SQLException {
        try (Connection connection = take()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private Connection take() throws SQLException {
        Pool open = pool();
        try {
            return open.take();
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /** Throws what the dialect makes of an error, or gives it back. */
    private SQLException explained(SQLException e) {
        Optional<SourceException> explained = dialect.explain(Pool.reason(e));
        if (explained.isPresent()) {
            throw explained.get();
        }
        return e;
    }

    private synchronized Pool pool() throws SQLException {
        if (pool == null) {
            // one more holds the snapshot
            int size = dialect.snapshots().isPresent() ? connections + 1 : connections;
            try {
                pool = Pool.open(source.buildConnection(context), size);
            } catch (SQLException e) {
                throw explained(e);
            }
        }
        return pool;
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
