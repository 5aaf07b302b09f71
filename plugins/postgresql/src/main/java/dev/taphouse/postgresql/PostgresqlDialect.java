package dev.taphouse.postgresql;

import dev.taphouse.api.SourceException;
import dev.taphouse.postgresql.catalog.PgCatalog;
import dev.taphouse.postgresql.catalog.ReadCheck;
import dev.taphouse.postgresql.read.CopyRows;
import dev.taphouse.postgresql.read.HeldTable;
import dev.taphouse.postgresql.read.PgCap;
import dev.taphouse.postgresql.read.PgPages;
import dev.taphouse.postgresql.read.PgSnapshots;
import dev.taphouse.sql.Cap;
import dev.taphouse.sql.Catalog;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.Dialect;
import dev.taphouse.sql.Pages;
import dev.taphouse.sql.Query;
import dev.taphouse.sql.Rows;
import dev.taphouse.sql.Snapshots;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What differs in PostgreSQL. */
final class PostgresqlDialect extends Dialect {
    private final Errors errors;
    private final List<String> schemas;
    private final boolean partitions;
    private final PgCap caps;

    /**
     * A dialect.
     *
     * @param schemas patterns of the schemas that are looked at; empty for all
     * @param partitions whether partitions are looked at in place of partitioned tables
     * @param caps says what bookmarks must not pass
     */
    PostgresqlDialect(Errors errors, List<String> schemas, boolean partitions, PgCap caps) {
        this.errors = errors;
        this.caps = caps;
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
    public Rows rows(Connection connection, Query query) throws SQLException {
        return CopyRows.of(connection, query);
    }

    @Override
    public String limited(String select, long rows) {
        return select + " LIMIT " + rows;
    }

    @Override
    public boolean hold(Connection connection, Table table, List<Column> columns) throws SQLException {
        return HeldTable.hold(connection, table, columns);
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return Optional.of(new PgSnapshots());
    }

    @Override
    public Optional<Pages> pages() {
        return Optional.of(new PgPages());
    }

    @Override
    public Cap cap(Connection connection, Table table, Column cursor) throws SQLException {
        return caps.of(connection, table, cursor);
    }

    @Override
    public Optional<SourceException> explain(SQLException error) {
        return errors.explain(error).or(() -> super.explain(error));
    }
}
