package dev.taphouse.sql;

import dev.taphouse.api.SourceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Asks the database about one table, in the transaction of a read. */
final class TableView implements ReadPlan.View {
    private final SqlStream stream;
    private final Dialect dialect;
    private final Connection connection;
    private final Optional<Pages> pages;
    private final long finer;
    private final LongConsumer statements;

    private TableView(
            SqlStream stream,
            Dialect dialect,
            Connection connection,
            Optional<Pages> pages,
            long finer,
            LongConsumer statements) {
        this.statements = statements;
        this.stream = stream;
        this.dialect = dialect;
        this.connection = connection;
        this.pages = pages;
        this.finer = finer;
    }

    /**
     * A view.
     *
     * @param finer by how much a pass by pages makes smaller steps than usual, at least 1
     * @param statements hears how long the database worked on a statement, in nanoseconds
     */
    static TableView of(SqlStream stream, Dialect dialect, Connection connection, long finer, LongConsumer statements) {
        return new TableView(stream, dialect, connection, dialect.pages(), finer, statements);
    }

    /** A view without pages: what is wanted, by values alone. */
    static TableView byValues(SqlStream stream, Dialect dialect, Connection connection) {
        return new TableView(stream, dialect, connection, Optional.empty(), 1, nanos -> {});
    }

    @Override
    public Optional<Keyset> primaryKey() throws SQLException {
        Optional<Keyset> key = stream.primaryKey(dialect);
        if (key.isEmpty() || !stream.keyMayBeNull()) {
            return key;
        }
        // comparing with NULL would pass over a row
        String anyNull = stream.table().key().stream()
                .map(column -> dialect.quote(column) + " IS NULL")
                .collect(Collectors.joining(" OR "));
        List<String> one = List.of("1");
        Query query =
                new Query(stream.from(dialect), one, one, List.of(), List.of(Condition.of(anyNull)), null, 1, dialect);
        try (Rows rows = dialect.rows(connection, query)) {
            boolean any = rows.next();
            toTheEnd(rows);
            return any ? Optional.empty() : key;
        }
    }

    @Override
    public Optional<List<Object>> greatest(Keyset order, List<Condition> conditions) throws SQLException {
        Query query = Query.greatest(stream.from(dialect), order, conditions, dialect);
        long begin = System.nanoTime();
        try (Rows rows = dialect.rows(connection, query)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            toTheEnd(rows);
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < order.parts().size(); i++) {
                values.add(rows.order(i));
            }
            return Optional.of(values);
        } catch (ValueMisfit e) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "table '" + stream.table() + "': the greatest of " + query.columns() + " " + e.getMessage(),
                            e)
                    .remedy(Misfits.REMEDY);
        } finally {
            statements.accept(System.nanoTime() - begin);
        }
    }

    @Override
    public Optional<PagePlan> pages() throws SQLException {
        if (pages.isEmpty()) {
            return Optional.empty();
        }
        List<Pages.Extent> extents = pages.get().extents(connection, stream.table());
        if (extents.isEmpty()) {
            return Optional.empty();
        }
        Optional<Snapshots> snapshots = dialect.snapshots();
        String mark = snapshots.isPresent() ? snapshots.get().mark(connection) : "";
        return Optional.of(new PagePlan(stream.from(dialect), pages.get(), snapshots, extents, mark, finer));
    }

    /** A query that is read to its end needs no cancelling. */
    private static void toTheEnd(Rows rows) throws SQLException {
        boolean more = true;
        while (more) {
            more = rows.next();
        }
    }
}
