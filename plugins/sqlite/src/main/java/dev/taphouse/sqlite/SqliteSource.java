package dev.taphouse.sqlite;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.ColumnCodec;
import dev.taphouse.sql.ConnectionSpec;
import dev.taphouse.sql.Dialect;
import dev.taphouse.sql.SqlSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Copies the tables and views of an SQLite database file, which is opened read-only. */
public final class SqliteSource extends SqlSource {
    static final Option<String> DATABASE =
            Option.text("database", "Path of the database file").example("/data/shop.db");
    static final Option<Duration> BUSY_TIMEOUT = Option.duration(
                    "busy_timeout", "How long to wait while another program has the file locked")
            .defaultsTo(Duration.ofSeconds(5));

    /** For the service loader. */
    public SqliteSource() {}

    @Override
    protected List<Option<?>> connectionOptions() {
        return List.of(DATABASE, BUSY_TIMEOUT);
    }

    @Override
    protected ConnectionSpec buildConnection(SourceContext context) {
        Path file = DatabaseFile.usable(context.get(DATABASE));
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(Math.toIntExact(context.get(BUSY_TIMEOUT).toMillis()));
        return ConnectionSpec.of(new JDBC(), JDBC.PREFIX + file.toUri())
                .properties(config.toProperties())
                .prepare(SqliteSource::prepare);
    }

    /** Reads the schema too: what is wrong with the file would else be logged by the pool, before it is explained. */
    private static void prepare(Connection connection) throws SQLException {
        TimeFunction.register(connection);
        new SqliteDialect().check(connection);
    }

    @Override
    protected ColumnCodec columnTypeMapping(Column column, SourceContext context) {
        return SqliteTypes.codec(column);
    }

    @Override
    protected Dialect dialect() {
        return new SqliteDialect();
    }
}
