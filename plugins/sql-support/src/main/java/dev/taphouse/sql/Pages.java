package dev.taphouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How tables lie on disk, where a database lets them be read in that order: for tables without a key, and because it is
 * faster than any order by values. Stateless.
 */
public interface Pages {

    /**
     * A file with rows of a table.
     *
     * @param id what it keeps for its life
     * @param version another one when its rows were moved within it
     * @param from the same as SQL writes it after FROM
     * @param pages how many it has
     */
    record Extent(long id, long version, String from, long pages) {}

    /**
     * The files of a table, in the order of their ids: one, or one for each partition.
     *
     * @param connection in the transaction of the read
     * @return none for what cannot be read so, such as a view
     */
    List<Extent> extents(Connection connection, Table table) throws SQLException;

    /** The condition for rows on some pages, the second number excluded. */
    String within(long first, long end);

    /** How many pages one query reads, at least. */
    long step();
}
