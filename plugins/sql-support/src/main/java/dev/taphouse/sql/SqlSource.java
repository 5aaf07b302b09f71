package dev.taphouse.sql;

import dev.taphouse.api.Option;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The base of a connector for a database. A dialect says how to connect, and how a column travels where the default
 * over {@link java.sql.Types} is not enough; it inherits the rest: test of the connection, discovery, FULL_TABLE and
 * INCREMENTAL by keyset with bound parameters, count, positions, cancelling.
 *
 * <p>Stateless, like every {@link Source}.
 */
public abstract class SqlSource implements Source {
    /** Which tables and views; empty for all. */
    public static final Option<List<String>> FILTER_TABLES = Option.list(
                    "filter_tables", "Only these tables and views; * and ? stand for any text and any character")
            .defaultsTo(List.of())
            .example("orders,customer_*");

    /** What happens to a value that does not fit its column's type. */
    public static final Option<String> ON_MISFIT = Option.text(
                    "on_misfit", "A value that does not fit its column's type: fail the stream, or make it null")
            .oneOf("fail", "null")
            .defaultsTo("fail");

    /** For subclasses. */
    protected SqlSource() {}

    /** The options of the connection; those of this class are added. No I/O. */
    protected abstract List<Option<?>> connectionOptions();

    /**
     * How to connect. Called once per session, by the first call that needs the database; may do I/O, such as looking
     * for a file.
     *
     * @throws dev.taphouse.api.SourceException of kind CONFIG for options that cannot work
     */
    protected abstract ConnectionSpec buildConnection(SourceContext context);

    /** How a column travels: by default by its {@link Column#jdbcType()}. Called at discovery, no I/O. */
    protected ColumnCodec columnTypeMapping(Column column, SourceContext context) {
        return StandardCodecs.of(column);
    }

    /** What differs from standard SQL. */
    protected Dialect dialect() {
        return new Dialect();
    }

    /** How many reads may run side by side, each with a connection; at least 1. */
    protected int connections(SourceContext context) {
        return 1;
    }

    /** How far before its bookmark an incremental pass begins, for cursors that are times. */
    protected Duration lookBack(SourceContext context) {
        return Duration.ZERO;
    }

    /** How long a target may block a read before its transaction is ended; zero for as long as it likes. */
    protected Duration patience(SourceContext context) {
        return Duration.ZERO;
    }

    /** What differs from standard SQL where options have a say: by default {@link #dialect()}. */
    protected Dialect dialect(SourceContext context) {
        return dialect();
    }

    /** The log of changes, for one session; empty where none is read. No I/O. */
    protected Optional<ChangeLog> changeLog(SourceContext context) {
        return Optional.empty();
    }

    @Override
    public final List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(connectionOptions());
        options.add(FILTER_TABLES);
        options.add(ON_MISFIT);
        return List.copyOf(options);
    }

    @Override
    public final SourceSession open(SourceContext context) {
        return new SqlSession(this, context);
    }
}
