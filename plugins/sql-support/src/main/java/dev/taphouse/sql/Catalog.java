package dev.taphouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads what tables and views there are. */
@FunctionalInterface
public interface Catalog {

    /**
     * All tables and views the user can see, system tables left out, in a stable order. Done with a fixed number of
     * queries where the database allows it, not one per table.
     *
     * @param connection in a transaction of its own; not closed here
     */
    List<Table> tables(Connection connection) throws SQLException;
}
