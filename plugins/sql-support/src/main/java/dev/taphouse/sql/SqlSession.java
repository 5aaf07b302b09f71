package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
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
import java.util.function.Consumer;
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
    private final Optional<ChangeLog> log;
    private final Map<String, SourceException> refused = new ConcurrentHashMap<>();
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
        this.log = source.changeLog(context);
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
        Discovery discovery = discovery();
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
        LogPlan logged = LogPlan.of(log, reads, streams());
        refused.putAll(logged.refused());
        boolean several = reads.size() > 1 || reads.stream().anyMatch(read -> read.lanes() > 1);
        if ((several || logged.snapshot().isPresent())
                && snapshot == null
                && dialect.snapshots().isPresent()) {
            snapshot = share(dialect.snapshots().get(), logged.snapshot());
        }
        SharedSnapshot shared = snapshot;
        List<Split> splits = new ArrayList<>();
        for (StreamRead read : logged.tables()) {
            splits.addAll(shared == null || read.lanes() < 2 ? List.of(Split.of(read)) : lanes(read, shared));
        }
        for (StreamRead copy : logged.copies()) {
            List<Split> lanes = shared == null ? List.of() : lanes(copy, shared);
            splits.addAll(lanes.size() < 2 ? List.of(planned("1", copy)) : lanes);
        }
        logged.follow().ifPresent(splits::add);
        return splits;
    }

    private Split planned(String lane, StreamRead start) {
        planned.add(start.from());
        return Split.lane(lane, start);
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

    private SharedSnapshot share(Snapshots snapshots, Optional<String> like) throws SQLException {
        Connection holder = take();
        try {
            if (like.isPresent() && !snapshots.join(holder, like.get())) {
                throw new SQLException("snapshot " + like.get() + " is gone before it was used", "40001");
            }
            return SharedSnapshot.open(snapshots, holder, this::warn);
        } catch (SQLException e) {
            holder.close();
            throw explained(e);
        } finally {
            log.ifPresent(ChangeLog::release);
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
        return lanes.stream()
                .map(lane -> planned(lane.name(), read.from(lane.start())))
                .toList();
    }

    @Override
    public Position merge(StreamRead read, List<Position> lanes) {
        if (read.method() == StreamSpec.Method.LOG_BASED && log.isPresent()) {
            return log.get().merge(read, lanes);
        }
        return PlannedLane.merge(stream(read), read, dialect, lanes);
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        if (log.isPresent() && LogPlan.isOfLog(split)) {
            readLog(log.get(), split, out);
            return;
        }
        for (StreamRead read : split.streams()) {
            boolean isCopy = log.isPresent() && read.method() == StreamSpec.Method.LOG_BASED;
            Consumer<RowWriter> stamp = isCopy ? log.get().stamp(read) : row -> {};
            TableReader reader = new TableReader(
                    stream(read),
                    read,
                    dialect,
                    out,
                    misfitsBecomeNull,
                    remarks(read.spec().name()),
                    stamp);
            boolean through = false;
            while (!through) {
                through = read(stream(read), reader, cap(read));
            }
        }
    }

    private void readLog(ChangeLog changes, Split split, RecordSink out) throws Exception {
        SourceException why = refused.get(split.streams().get(0).spec().name());
        if (why != null) {
            throw why;
        }
        try {
            changes.read(split, out, streams());
        } catch (SQLException e) {
            throw explained(e);
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
        if (read.method() == StreamSpec.Method.LOG_BASED && !read.from().isStart()) {
            return OptionalLong.empty();
        }
        SqlStream stream = stream(read);
        return OptionalLong.of(with(connection -> TableReader.count(stream, read, connection, dialect)));
    }

    @Override
    public List<Map<String, Object>> resources() throws Exception {
        try {
            return log.isPresent() ? log.get().resources() : List.of();
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    @Override
    public void drop(String resource) throws Exception {
        if (log.isEmpty()) {
            SourceSession.super.drop(resource);
            return;
        }
        try {
            log.get().drop(resource);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    @Override
    public void close() {
        SharedSnapshot shared = snapshot;
        if (shared != null) {
            shared.close();
        }
        slowTarget.close();
        log.ifPresent(ChangeLog::close);
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
        return stream(read.spec().name());
    }

    private SqlStream stream(String name) {
        SqlStream stream = known.get(name);
        if (stream == null) {
            throw new SourceException(
                            SourceException.Kind.ABSENT, "stream '" + name + "' is no table or view of this database")
                    .remedy("Discover again.");
        }
        return stream;
    }

    private ChangeLog.Streams streams() {
        return new ChangeLog.Streams() {
            @Override
            public SqlStream get(String name) {
                return stream(name);
            }

            @Override
            public Optional<SqlStream> look(String name) throws SQLException {
                Table table = all().get(name);
                if (table == null) {
                    return Optional.empty();
                }
                SqlStream now = discovery().stream(name, table);
                known.put(name, now);
                return Optional.of(now);
            }

            @Override
            public Map<String, Table> all() throws SQLException {
                return StreamNames.assign(with(dialect.catalog()::tables), new ArrayList<>());
            }
        };
    }

    private Discovery discovery() {
        return new Discovery(column -> source.columnTypeMapping(column, context), misfitsBecomeNull, dialect, log);
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
