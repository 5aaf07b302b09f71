package dev.taphouse.postgresql.log;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.time.Duration;
import java.util.List;

/** Why the log cannot be read: cause, cost and remedy, a line each. */
final class LogFailures {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String COPY_AGAIN =
            "Remove the stream's bookmark (host state reset) to copy it again; the changes since then are not in the log"
                    + " any more.";

    private final LogOptions options;

    LogFailures(LogOptions options) {
        this.options = options;
    }

    SourceException walLevel(String level) {
        return new SourceException(
                        Kind.DATA,
                        "the server's wal_level is '" + level + "', so its log does not hold the changes of rows")
                .remedy("Run ALTER SYSTEM SET wal_level = 'logical' and restart the server (managed services have a"
                        + " parameter of their own, such as rds.logical_replication), or read by INCREMENTAL.");
    }

    SourceException noReplication(String user) {
        return new SourceException(Kind.PERMISSION, "user '" + user + "' may not read the server's log")
                .remedy("Run ALTER USER " + Sql.identifier(user)
                        + " REPLICATION (on Amazon RDS: GRANT rds_replication TO " + Sql.identifier(user) + ").");
    }

    SourceException noFreeSlot(Throwable cause) {
        return new SourceException(
                        Kind.UNAVAILABLE,
                        "the server has no free replication slot; a first copy beside a slot that is there needs one more"
                                + " for its begin",
                        cause)
                .remedy("Raise max_replication_slots and restart the server, or drop slots that nobody reads"
                        + " (pg_replication_slots, pg_drop_replication_slot).");
    }

    SourceException noFreeSender(Throwable cause) {
        return new SourceException(
                        Kind.UNAVAILABLE, "the server has no free process that sends its log (max_wal_senders)", cause)
                .remedy("Raise max_wal_senders and restart the server, or stop another reader of its log.");
    }

    SourceException noSlot() {
        return new SourceException(Kind.POSITION, "replication slot '" + options.slot() + "' does not exist")
                .remedy("Run SELECT pg_create_logical_replication_slot('" + options.slot()
                        + "', 'pgoutput'), or set replication_setup to create.");
    }

    SourceException slotGone(long lsn) {
        return new SourceException(
                        Kind.POSITION,
                        "replication slot '" + options.slot()
                                + "' does not exist any more, so the changes since " + Lsn.text(lsn)
                                + " are lost to this tap; it was dropped, or lost in a failover or restore, or"
                                + " replication_slot was changed")
                .remedy(COPY_AGAIN);
    }

    SourceException slotLost(Slot slot) {
        return new SourceException(
                        Kind.POSITION,
                        "replication slot '" + slot.name() + "' was invalidated (" + slot.lost()
                                + "), so the changes since its last run are lost to this tap")
                .remedy("Run SELECT pg_drop_replication_slot('" + slot.name()
                        + "'), remove the bookmarks of the streams that use it (host state reset) to copy them again, and"
                        + " raise max_slot_wal_keep_size or run more often.");
    }

    SourceException foreign(Slot slot, String database) {
        String what = slot.plugin().isEmpty()
                ? "is a physical one"
                : slot.plugin().equals(Slot.PLUGIN)
                        ? "is of database '" + slot.database() + "', and not of '" + database + "'"
                        : "is of output plugin '" + slot.plugin() + "', and not of pgoutput";
        return new SourceException(Kind.POSITION, "replication slot '" + slot.name() + "' " + what)
                .remedy("Set replication_slot to a name of this tap's own.");
    }

    SourceException active(Slot slot) {
        return new SourceException(
                        Kind.UNAVAILABLE,
                        "replication slot '" + slot.name() + "' is being read by process " + slot.pid()
                                + " of the server: another run of this tap, or another tap with the same slot")
                .remedy("Let one run end before the next, and give each tap a replication_slot of its own; a run that"
                        + " is gone is let go within wal_sender_timeout, or by SELECT pg_terminate_backend("
                        + slot.pid() + ").")
                .retryAfter(SOON);
    }

    SourceException inUse(Throwable cause) {
        return new SourceException(
                        Kind.UNAVAILABLE, "replication slot '" + options.slot() + "' is being read by another", cause)
                .remedy("Let one run end before the next, and give each tap a replication_slot of its own.")
                .retryAfter(SOON);
    }

    SourceException tooOld(long lsn, long confirmed) {
        return new SourceException(
                        Kind.POSITION,
                        "the state stands at " + Lsn.text(lsn) + ", and replication slot '" + options.slot()
                                + "' was confirmed up to " + Lsn.text(confirmed)
                                + ": the changes between are lost to this state; an older state was given than one that"
                                + " was used before, or another tap reads the same slot")
                .remedy(
                        "Give the newest state, or remove the stream's bookmark (host state reset) to copy it again; give"
                                + " each tap a replication_slot of its own.");
    }

    SourceException ahead(long lsn, long end) {
        return new SourceException(
                        Kind.POSITION,
                        "the state stands at " + Lsn.text(lsn) + ", and the server's log ends at " + Lsn.text(end)
                                + ": it is not the server that the state is of, or it was restored from a backup")
                .remedy("Connect to the right server, or remove the stream's bookmark (host state reset) to copy it"
                        + " again.");
    }

    SourceException noPosition(String stream) {
        return new SourceException(
                        Kind.POSITION,
                        "stream '" + stream + "': the state holds no 'lsn' that a log could be read from")
                .remedy("Remove the stream's bookmark (host state reset) to copy it again.");
    }

    SourceException leftPublication(LoggedTable table) {
        return new SourceException(
                        Kind.POSITION,
                        "table " + table.sql() + " left publication '" + options.publication()
                                + "' since the last run and was added again: its changes between are lost to this tap")
                .remedy(COPY_AGAIN);
    }

    SourceException unlogged(LoggedTable table) {
        return new SourceException(Kind.DATA, "table " + table.sql() + " is UNLOGGED: its changes are not in the log")
                .remedy("Run ALTER TABLE " + table.sql() + " SET LOGGED, or read it by FULL_TABLE or INCREMENTAL.");
    }

    /** Publishing such a table would make the server refuse its updates and deletes. */
    SourceException noIdentity(LoggedTable table, List<String> key) {
        String why = table.identity() == 'n'
                ? "has REPLICA IDENTITY NOTHING"
                : key.isEmpty() ? "has no primary key" : "has a REPLICA IDENTITY without its key " + key;
        return new SourceException(
                        Kind.DATA,
                        "table " + table.sql() + " " + why
                                + ": its updates and deletes would not say which row they are of")
                .remedy("Run " + full(table.schema(), table.name())
                        + (key.isEmpty() ? "" : " (or REPLICA IDENTITY DEFAULT)") + ", or read it by FULL_TABLE.");
    }

    SourceException unchanged(String schema, String name, String column) {
        return new SourceException(
                        Kind.DATA,
                        "table " + Sql.table(schema, name) + ", column '" + column
                                + "': an update did not change its large value, so the log does not hold it, and without"
                                + " a key it cannot be read from the table")
                .remedy("Run " + full(schema, name) + ", and remove the stream's bookmark (host state reset) to copy it"
                        + " again.");
    }

    private static String full(String schema, String name) {
        return "ALTER TABLE " + Sql.table(schema, name) + " REPLICA IDENTITY FULL";
    }

    SourceException noPublication(List<LoggedTable> tables) {
        return new SourceException(Kind.PERMISSION, "publication '" + options.publication() + "' does not exist")
                .remedy("Let the owner of the tables run " + create(tables)
                        + (options.creates() ? "." : ", or set replication_setup to create."));
    }

    SourceException mayNotCreate(String user, String database, List<LoggedTable> tables) {
        return new SourceException(
                        Kind.PERMISSION,
                        "publication '" + options.publication() + "' does not exist, and user '" + user
                                + "' may not make it")
                .remedy("Let the owner of the tables run " + create(tables)
                        + "; or let the user: GRANT CREATE ON DATABASE "
                        + Sql.identifier(database) + " TO " + Sql.identifier(user)
                        + ", and make it an owner of the tables.");
    }

    SourceException unpublished(LoggedTable table, boolean owned) {
        return new SourceException(
                        owned ? Kind.POSITION : Kind.PERMISSION,
                        "table " + table.sql() + " is not in publication '" + options.publication()
                                + "', so its changes are not sent")
                .remedy("Let its owner '" + table.owner() + "' run ALTER PUBLICATION "
                        + Sql.identifier(options.publication()) + " ADD TABLE " + table.sql() + ".");
    }

    SourceException partOfPublication(List<String> missing) {
        return new SourceException(
                        Kind.DATA,
                        "publication '" + options.publication() + "' does not publish " + String.join(" and ", missing))
                .remedy("Run ALTER PUBLICATION " + Sql.identifier(options.publication())
                        + " SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = true), and"
                        + " remove the bookmarks of its streams (host state reset).");
    }

    private String create(List<LoggedTable> tables) {
        return Publication.create(options.publication(), tables);
    }
}
