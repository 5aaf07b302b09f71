package dev.taphouse.postgresql;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.postgresql.codec.PartLosses;
import dev.taphouse.postgresql.codec.PgPolicy;
import dev.taphouse.postgresql.codec.PgType;
import dev.taphouse.postgresql.connection.ServerConnection;
import dev.taphouse.postgresql.read.PgCap;
import dev.taphouse.postgresql.read.PgColumns;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.ColumnCodec;
import dev.taphouse.sql.ConnectionSpec;
import dev.taphouse.sql.Dialect;
import dev.taphouse.sql.SqlSource;
import dev.taphouse.sql.server.ServerOptions;
import dev.taphouse.sql.server.SshServer;
import dev.taphouse.sql.server.Tls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies the tables and views of a PostgreSQL database. */
public final class PostgresqlSource extends SqlSource {
    private static final long MAX_CONNECTIONS = 64;
    static final Option<List<String>> FILTER_SCHEMAS = Option.list(
                    "filter_schemas", "Only these schemas; * and ? stand for any text and any character")
            .defaultsTo(List.of())
            .alias("schema")
            .example("public,sales_*");
    static final Option<Boolean> PARTITIONS = Option.flag(
                    "partitions", "Whether each partition is a stream, in place of the table that is partitioned")
            .defaultsTo(false);

    static final Option<Long> CONNECTIONS = Option.integer(
                    "connections",
                    "How many streams, or lanes of one, may be read side by side; one more holds the snapshot")
            .defaultsTo(4L);
    static final Option<Duration> LOOK_BACK = Option.duration(
                    "look_back", "How far before its bookmark an incremental pass begins, for cursors that are times")
            .defaultsTo(Duration.ZERO);
    static final Option<Duration> RELEASE_AFTER = Option.duration(
                    "release_after",
                    "How long a slow target may block a read before its transaction is ended; the read goes on in a new"
                            + " one. 0 for as long as it likes")
            .defaultsTo(Duration.ofMinutes(2));
    static final Option<String> ARRAYS = Option.text(
                    "arrays",
                    "typed: lists as deep as a column declares, a value of other dimensions becomes null and is counted;"
                            + " json: any value, without a type")
            .oneOf("typed", "json")
            .defaultsTo("typed");
    static final Option<Optional<String>> TIMESTAMP_ZONE = Option.text(
                    "timestamp_zone",
                    "The time zone that writers fill columns of type timestamp in, such as Europe/Berlin: without it a"
                            + " cursor of that type cannot be held below open transactions")
            .optional();

    private static final List<Option<?>> TEXTS = List.of(
            ServerOptions.USER,
            ServerOptions.PASSWORD,
            ServerOptions.DATABASE,
            ServerOptions.APPLICATION_NAME,
            ServerOptions.OPTIONS,
            FILTER_SCHEMAS,
            FILTER_TABLES);

    /** For the service loader. */
    public PostgresqlSource() {}

    @Override
    protected List<Option<?>> connectionOptions() {
        List<Option<?>> options = new ArrayList<>(ServerConnection.options());
        options.addAll(Tls.options());
        options.addAll(SshServer.options());
        options.add(FILTER_SCHEMAS);
        options.add(PARTITIONS);
        options.add(CONNECTIONS);
        options.add(LOOK_BACK);
        options.add(RELEASE_AFTER);
        options.add(ARRAYS);
        options.add(TIMESTAMP_ZONE);
        return options;
    }

    @Override
    protected ConnectionSpec buildConnection(SourceContext context) {
        TEXTS.forEach(option -> requireNoZero(option.name(), context.get(option)));
        return ServerConnection.spec(context);
    }

    /** The protocol ends its texts with that character: what follows it would be a parameter of its own. */
    private static void requireNoZero(String option, Object value) {
        if (value.toString().indexOf('\0') >= 0) {
            throw new SourceException(
                            SourceException.Kind.CONFIG,
                            "option '" + option + "' holds the character U+0000, which no name can have")
                    .remedy("Remove it.");
        }
    }

    @Override
    protected Dialect dialect(SourceContext context) {
        return new PostgresqlDialect(
                new Errors(context.get(ServerOptions.USER), context.get(ServerOptions.DATABASE)),
                context.get(FILTER_SCHEMAS),
                context.get(PARTITIONS),
                new PgCap(context.get(TIMESTAMP_ZONE)));
    }

    @Override
    protected ColumnCodec columnTypeMapping(Column column, SourceContext context) {
        PgPolicy.Arrays arrays = context.get(ARRAYS).equals("json") ? PgPolicy.Arrays.JSON : PgPolicy.Arrays.TYPED;
        PartLosses losses = (field, reason) -> context.count("values_nulled_inside", 1);
        PgType type = column.detail(PgType.class).orElseThrow();
        return new PgColumns(new PgPolicy(arrays, type.isAnyBytes()), losses).of(type);
    }

    @Override
    protected int connections(SourceContext context) {
        return (int) Math.max(1, Math.min(MAX_CONNECTIONS, context.get(CONNECTIONS)));
    }

    @Override
    protected Duration lookBack(SourceContext context) {
        return context.get(LOOK_BACK);
    }

    @Override
    protected Duration patience(SourceContext context) {
        return context.get(RELEASE_AFTER);
    }
}
