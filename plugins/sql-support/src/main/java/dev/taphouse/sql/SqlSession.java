package dev.taphouse.sql;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session with a database: connects on first use, discovers, reads by keyset. One thread at a time. */
final class SqlSession implements SourceSession {
    private final SqlSource source;
    private final SourceContext context;
    private final Dialect dialect;
    private final TableFilter filter;
    private final boolean misfitsBecomeNull;
    private final Map<String, SqlStream> known = new LinkedHashMap<>();
    private @Nullable Pool pool;

    SqlSession(SqlSource source, SourceContext context) {
        this.source = source;
        this.context = context;
        this.dialect = source.dialect(context);
        this.filter = new TableFilter(context.get(SqlSource.FILTER_TABLES));
        this.misfitsBecomeNull = context.get(SqlSource.ON_MISFIT).equals("null");
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
        clashes.forEach(line -> context.log().log(System.Logger.Level.WARNING, line));
        Discovery discovery = new Discovery(source::columnTypeMapping, misfitsBecomeNull);
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
    public void read(Split split, RecordSink out) throws Exception {
        for (StreamRead read : split.streams()) {
            SqlStream stream = stream(read);
            with(connection -> {
                new KeysetReader(stream, read, connection, dialect, out, misfitsBecomeNull).read();
                return true;
            });
        }
    }

    @Override
    public OptionalLong count(StreamRead read) throws Exception {
        SqlStream stream = stream(read);
        return OptionalLong.of(with(connection -> KeysetReader.count(stream, read, connection, dialect)));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
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

    /** Runs work in a transaction, which the pool rolls back; errors of the database are explained. */
    private <T> T with(Work<T> work) throws SQLException {
        try (Connection connection = pool().take()) {
            return work.with(connection);
        } catch (SQLException e) {
            Optional<SourceException> explained = dialect.explain(Pool.reason(e));
            if (explained.isPresent()) {
                throw explained.get();
            }
            throw e;
        }
    }

    private Pool pool() throws SQLException {
        if (pool == null) {
            pool = Pool.open(source.buildConnection(context), parallelism());
        }
        return pool;
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
