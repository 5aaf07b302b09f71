package dev.taphouse.postgresql.log;

import dev.taphouse.api.Field;
import dev.taphouse.api.Option;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.Type;
import dev.taphouse.sql.ChangeLog;
import dev.taphouse.sql.ConnectionSpec;
import dev.taphouse.sql.Table;
import dev.taphouse.sql.server.ServerOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The log of a PostgreSQL database, read through one slot and one publication of this tap. */
public final class PgLog implements ChangeLog {
    /** The entry of positions that holds the place in the log. */
    static final String LSN = "lsn";
    /** The entry of positions that tells whether a table left the publication since. */
    static final String PUBLISHED = "published";

    static final Field LSN_FIELD = Field.of("_sdc_lsn", Type.INT64)
            .comment("Where the transaction was committed in the server's log; of a copy, where its log begins");

    private final SourceContext context;
    private final Supplier<ConnectionSpec> specs;
    private final LogOptions options;
    private final LogFailures failures;
    private final LogErrors errors;
    private @Nullable ConnectionSpec spec;
    private @Nullable ReplicationLink snapshot;
    private volatile long published;

    /**
     * A log.
     *
     * @param specs says how to connect; asked when it is needed
     * @throws SourceException of kind CONFIG for options that cannot work
     */
    public PgLog(SourceContext context, Supplier<ConnectionSpec> specs) {
        this.context = context;
        this.specs = specs;
        this.options = LogOptions.of(context);
        this.failures = new LogFailures(options);
        this.errors = new LogErrors(failures, context.get(ServerOptions.USER));
    }

    /** The options. */
    public static List<Option<?>> options() {
        return LogOptions.options();
    }

    /** Not where policies hide rows from the user: the log shows them all. */
    @Override
    public boolean has(Table table) {
        boolean isKind = table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED;
        boolean isFree =
                table.columns().stream().noneMatch(column -> column.name().equals(LSN_FIELD.name()));
        return isKind && isFree && !table.metadata().containsKey("row-level-security");
    }

    @Override
    public List<Field> fields() {
        return List.of(LSN_FIELD);
    }

    @Override
    public boolean isFollowed() {
        return options.follow();
    }

    @Override
    public Begin begin(List<StreamRead> reads, Streams streams) throws SQLException {
        try (Connection connection = spec().connect()) {
            LogSetup setup = new LogSetup(connection, options, failures, context.log());
            LogSetup.Ready ready = setup.tables(reads, streams);
            published = ready.published();
            setup.slot(ready);
            if (ready.copies().isEmpty()) {
                return ready.begin(0, "");
            }
            ReplicationLink link = ReplicationLink.open(spec());
            snapshot = link;
            ReplicationLink.Consistent begin = setup.consistent(link, ready);
            return ready.begin(begin.lsn(), begin.snapshot());
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    @Override
    public List<Map<String, Object>> resources() throws SQLException {
        try (Connection connection = spec().connect()) {
            return new LogResources(connection, options).list();
        }
    }

    @Override
    public void drop(String resource) throws SQLException {
        try (Connection connection = spec().connect()) {
            new LogResources(connection, options).drop(resource);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    @Override
    public void release() {
        ReplicationLink link = snapshot;
        if (link != null) {
            snapshot = null;
            link.close();
        }
    }

    @Override
    public void read(Split split, RecordSink out, Streams streams) throws Exception {
        try (Connection connection = spec().connect()) {
            new LogPass(connection, spec(), context, options, failures, published).read(split, out, streams);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    @Override
    public Consumer<RowWriter> stamp(StreamRead copy) {
        OptionalLong lsn = copy.from().int64(LSN);
        int field = copy.indexOf(LSN_FIELD.name());
        return field < 0 || lsn.isEmpty() ? row -> {} : row -> row.int64(field, lsn.getAsLong());
    }

    @Override
    public Position merge(StreamRead read, List<Position> lanes) {
        Position least = Position.START;
        for (Position lane : lanes) {
            long lsn = lane.int64(LSN)
                    .orElseThrow(() -> failures.noPosition(read.spec().name()));
            if (least.isStart() || Long.compareUnsigned(lsn, least.int64(LSN).orElseThrow()) < 0) {
                least = Position.of(LSN, lsn);
                OptionalLong membership = lane.int64(PUBLISHED);
                least = membership.isPresent() ? least.with(PUBLISHED, membership.getAsLong()) : least;
            }
        }
        return least;
    }

    private synchronized ConnectionSpec spec() {
        if (spec == null) {
            spec = specs.get();
        }
        return spec;
    }

    private SQLException explained(SQLException e) {
        SourceException why = errors.explain(e).orElse(null);
        if (why != null) {
            throw why;
        }
        return e;
    }

    @Override
    public void close() {
        release();
        ConnectionSpec open = spec;
        if (open != null) {
            open.close();
        }
    }
}
