package dev.taphouse.postgresql;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.postgresql.connection.ServerConnection;
import dev.taphouse.sql.ConnectionSpec;
import dev.taphouse.sql.Dialect;
import dev.taphouse.sql.SqlSource;
import dev.taphouse.sql.server.ServerOptions;
import dev.taphouse.sql.server.SshServer;
import dev.taphouse.sql.server.Tls;
import java.util.ArrayList;
import java.util.List;

/** Copies the tables and views of a PostgreSQL database. */
public final class PostgresqlSource extends SqlSource {
    static final Option<List<String>> FILTER_SCHEMAS = Option.list(
                    "filter_schemas", "Only these schemas; * and ? stand for any text and any character")
            .defaultsTo(List.of())
            .alias("schema")
            .example("public,sales_*");
    static final Option<Boolean> PARTITIONS = Option.flag(
                    "partitions", "Whether each partition is a stream, in place of the table that is partitioned")
            .defaultsTo(false);

    /** For the service loader. */
    public PostgresqlSource() {}

    @Override
    protected List<Option<?>> connectionOptions() {
        List<Option<?>> options = new ArrayList<>(ServerConnection.options());
        options.addAll(Tls.options());
        options.addAll(SshServer.options());
        options.add(FILTER_SCHEMAS);
        options.add(PARTITIONS);
        return options;
    }

    @Override
    protected ConnectionSpec buildConnection(SourceContext context) {
        return ServerConnection.spec(context);
    }

    @Override
    protected Dialect dialect(SourceContext context) {
        return new PostgresqlDialect(
                new Errors(context.get(ServerOptions.USER), context.get(ServerOptions.DATABASE)),
                context.get(FILTER_SCHEMAS),
                context.get(PARTITIONS));
    }
}
