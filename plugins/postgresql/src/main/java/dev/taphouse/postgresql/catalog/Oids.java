package dev.taphouse.postgresql.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Oids as a parameter: one array, however many there are. */
final class Oids {

    private Oids() {}

    static Array array(Connection connection, Collection<Long> oids) throws SQLException {
        return connection.createArrayOf("int8", oids.toArray());
    }
}
