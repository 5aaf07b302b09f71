package dev.taphouse.postgresql;

import dev.taphouse.api.SourceException;
import dev.taphouse.postgresql.catalog.PgCatalog;
import dev.taphouse.postgresql.catalog.ReadCheck;
import dev.taphouse.sql.Catalog;
import dev.taphouse.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What differs in PostgreSQL. */
final class PostgresqlDialect extends Dialect {
    private final Errors errors;
    private final List<String> schemas;
    private final boolean partitions;

    /**
     * A dialect.
     *
     * @param schemas patterns of the schemas that are looked at; empty for all
     * @param partitions whether partitions are looked at in place of partitioned tables
     */
    PostgresqlDialect(Errors errors, List<String> schemas, boolean partitions) {
        this.errors = errors;
        this.schemas = schemas;
        this.partitions = partitions;
    }

    @Override
    public Catalog catalog() {
        return new PgCatalog(schemas, partitions);
    }

    /** Tests too that there is something the user may read. */
    @Override
    public void check(Connection connection) throws SQLException {
        ReadCheck.check(connection, schemas);
    }

    @Override
    public Optional<SourceException> explain(SQLException error) {
        return errors.explain(error).or(() -> super.explain(error));
    }
}
