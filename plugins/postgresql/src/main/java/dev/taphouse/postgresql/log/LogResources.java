package dev.taphouse.postgresql.log;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What taps keep at a server: slots, for which it keeps its log, and publications. */
final class LogResources {
    private static final String OURS = "taphouse\\_%";
    private static final long MEGABYTE = 1L << 20;

    private final Connection connection;
    private final LogOptions options;

    LogResources(Connection connection, LogOptions options) {
        this.connection = connection;
        this.options = options;
    }

    List<Map<String, Object>> list() throws SQLException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Slot slot : slots()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", slot.name());
            row.put("kind", "replication slot");
            row.put("state", state(slot));
            row.put("confirmed", Lsn.text(slot.confirmed()));
            row.put("retained_mb", Math.max(0, slot.retained()) / MEGABYTE);
            all.add(row);
        }
        for (String name : publications()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("kind", "publication");
            row.put("state", "of " + tables(name) + " tables");
            all.add(row);
        }
        return all;
    }

    private static String state(Slot slot) {
        if (!slot.lost().isEmpty()) {
            return "lost: " + slot.lost();
        }
        return slot.active() ? "read by process " + slot.pid() : "not read now";
    }

    /** The slot of that name, and the publication. */
    void drop(String name) throws SQLException {
        Optional<Slot> slot =
                slots().stream().filter(each -> each.name().equals(name)).findFirst();
        boolean isPublication = publications().contains(name);
        if (slot.isEmpty() && !isPublication) {
            throw new SourceException(
                            Kind.ABSENT,
                            "there is neither a replication slot nor a publication '" + name
                                    + "' of a tap in this database")
                    .remedy("See 'host resources list'; one with another name than taphouse_... has to be named in"
                            + " replication_slot or publication.");
        }
        if (slot.isPresent()) {
            if (slot.get().active()) {
                throw new SourceException(
                                Kind.UNAVAILABLE,
                                "replication slot '" + name + "' is being read by process "
                                        + slot.get().pid() + " of the server")
                        .remedy("Stop the tap first.");
            }
            Sql.rows(connection, "SELECT pg_drop_replication_slot(?)::text", row -> "", name);
        }
        if (isPublication) {
            Sql.execute(connection, "DROP PUBLICATION " + Sql.identifier(name));
        }
    }

    private List<Slot> slots() throws SQLException {
        String database = Sql.row(connection, "SELECT current_database()", row -> row.getString(1))
                .orElseThrow();
        return Slot.list(connection, "%").stream()
                .filter(slot -> slot.plugin().equals(Slot.PLUGIN)
                        && slot.database().equals(database)
                        && (slot.name().startsWith("taphouse_") || slot.name().equals(options.slot())))
                .toList();
    }

    private List<String> publications() throws SQLException {
        return Sql.rows(
                connection,
                "SELECT pubname FROM pg_publication WHERE pubname LIKE ? OR pubname = ? ORDER BY 1",
                row -> row.getString(1),
                OURS,
                options.publication());
    }

    private long tables(String publication) throws SQLException {
        return Sql.row(
                        connection,
                        "SELECT count(*) FROM pg_publication_tables WHERE pubname = ?",
                        row -> row.getLong(1),
                        publication)
                .orElse(0L);
    }
}
