package dev.taphouse.postgresql.log;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.StreamRead;
import dev.taphouse.sql.ChangeLog;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks for publication and slot, and makes what is missing where that is wished. Refuses what the log cannot give. */
final class LogSetup {
    private final Connection connection;
    private final LogOptions options;
    private final LogFailures failures;
    private final System.Logger log;
    private boolean slotIsThere;

    LogSetup(Connection connection, LogOptions options, LogFailures failures, System.Logger log) {
        this.connection = connection;
        this.options = options;
        this.failures = failures;
        this.log = log;
    }

    /**
     * What can be read.
     *
     * @param reads by stream; those that were refused are not among them
     * @param refused why not
     * @param published the greatest membership of the publication
     */
    record Ready(
            ServerFacts server,
            Map<String, StreamRead> reads,
            Map<String, LoggedTable> tables,
            Map<String, SourceException> refused,
            long published) {

        List<StreamRead> copies() {
            return reads.values().stream().filter(read -> read.from().isStart()).toList();
        }

        StreamRead read(String stream) {
            return Objects.requireNonNull(reads.get(stream), stream);
        }

        void refuse(String stream, SourceException why) {
            refused.put(stream, why);
            reads.remove(stream);
            tables.remove(stream);
        }

        ChangeLog.Begin begin(long lsn, String snapshot) {
            Position start =
                    lsn == 0 ? Position.START : Position.of(PgLog.LSN, lsn).with(PgLog.PUBLISHED, published);
            return new ChangeLog.Begin(start, snapshot.isEmpty() ? Optional.empty() : Optional.of(snapshot), refused);
        }
    }

    /** Refuses what cannot be read, and has the rest published. */
    Ready tables(List<StreamRead> reads, ChangeLog.Streams streams) throws SQLException {
        ServerFacts server = ServerFacts.of(connection);
        if (!server.walLevel().equals("logical")) {
            throw failures.walLevel(server.walLevel());
        }
        if (!server.mayReplicate()) {
            throw failures.noReplication(server.user());
        }
        Ready ready = new Ready(server, new LinkedHashMap<>(), new LinkedHashMap<>(), new HashMap<>(), 0);
        for (StreamRead read : reads) {
            String name = read.spec().name();
            Table table = streams.get(name).table();
            LoggedTable found = LoggedTable.of(connection, server.version(), options.publication(), table)
                    .orElse(null);
            ready.reads().put(name, read);
            if (found == null) {
                ready.refuse(name, new SourceException(Kind.ABSENT, "table " + table + " is gone"));
            } else {
                ready.tables().put(name, found);
                refusal(found, table, read).ifPresent(why -> ready.refuse(name, why));
            }
        }
        publish(ready);
        return published(ready);
    }

    private Optional<SourceException> refusal(LoggedTable table, Table known, StreamRead read) throws SQLException {
        if (!table.logged()) {
            return Optional.of(failures.unlogged(table));
        }
        List<LoggedTable> files = known.kind() == Table.Kind.PARTITIONED ? table.leaves(connection) : List.of(table);
        for (LoggedTable file : files) {
            if (!file.tells(known.key())) {
                return Optional.of(failures.noIdentity(file, known.key()));
            }
        }
        if (!read.from().isStart() && !LogPosition.isOfLog(read.from())) {
            return Optional.of(failures.noPosition(read.spec().name()));
        }
        return Optional.empty();
    }

    private void publish(Ready ready) throws SQLException {
        if (ready.tables().isEmpty()) {
            return;
        }
        List<LoggedTable> tables = List.copyOf(ready.tables().values());
        Publication publication =
                Publication.of(connection, options.publication()).orElse(null);
        if (publication == null) {
            create(ready.server(), tables);
            return;
        }
        if (!publication.missing().isEmpty()) {
            throw failures.partOfPublication(publication.missing());
        }
        for (Map.Entry<String, LoggedTable> each : List.copyOf(ready.tables().entrySet())) {
            if (each.getValue().membership() == 0) {
                add(ready, publication, ready.read(each.getKey()), each.getValue());
            }
        }
    }

    private void create(ServerFacts server, List<LoggedTable> tables) throws SQLException {
        if (!options.creates()) {
            throw failures.noPublication(tables);
        }
        if (!server.mayCreate() || tables.stream().anyMatch(table -> !table.owned()) || server.standby()) {
            throw failures.mayNotCreate(server.user(), server.database(), tables);
        }
        Sql.execute(connection, Publication.create(options.publication(), tables));
        log.log(
                System.Logger.Level.INFO,
                "publication '" + options.publication() + "' was made for " + tables.size() + " tables");
    }

    /** A stream that has a position already was published before: what happened since is lost. */
    private void add(Ready ready, Publication publication, StreamRead read, LoggedTable table) throws SQLException {
        String stream = read.spec().name();
        boolean isNew = read.from().isStart();
        boolean may = options.creates()
                && publication.owned()
                && table.owned()
                && !ready.server().standby();
        if (!isNew || !may) {
            ready.refuse(stream, isNew ? failures.unpublished(table, false) : failures.leftPublication(table));
            return;
        }
        Sql.execute(connection, Publication.add(options.publication(), table));
        log.log(
                System.Logger.Level.INFO,
                "table " + table.sql() + " was added to publication '" + options.publication() + "'");
    }

    /** The same with the memberships as they are now; what left the publication and came back is refused. */
    private Ready published(Ready ready) throws SQLException {
        long greatest = 0;
        for (Map.Entry<String, LoggedTable> each : List.copyOf(ready.tables().entrySet())) {
            LoggedTable now = LoggedTable.of(
                            connection,
                            ready.server().version(),
                            options.publication(),
                            each.getValue().schema(),
                            each.getValue().name())
                    .orElse(each.getValue());
            greatest = Math.max(greatest, now.membership());
            long before =
                    ready.read(each.getKey()).from().int64(PgLog.PUBLISHED).orElse(Long.MAX_VALUE);
            if (now.membership() > before) {
                ready.refuse(each.getKey(), failures.leftPublication(now));
            }
        }
        return new Ready(ready.server(), ready.reads(), ready.tables(), ready.refused(), greatest);
    }

    /** Looks at the slot; streams that go on from a position need it as it was. */
    void slot(Ready ready) throws SQLException {
        Slot slot = Slot.of(connection, options.slot()).orElse(null);
        slotIsThere = slot != null;
        if (slot != null) {
            require(slot, ready.server());
            return;
        }
        for (StreamRead read : List.copyOf(ready.reads().values())) {
            read.from().int64(PgLog.LSN).ifPresent(lsn -> {
                if (!read.from().isStart()) {
                    ready.refuse(read.spec().name(), failures.slotGone(lsn));
                }
            });
        }
        if (!options.creates() && !ready.copies().isEmpty()) {
            throw failures.noSlot();
        }
    }

    private void require(Slot slot, ServerFacts server) {
        if (!slot.plugin().equals(Slot.PLUGIN) || !slot.database().equals(server.database())) {
            throw failures.foreign(slot, server.database());
        }
        if (!slot.lost().isEmpty()) {
            throw failures.slotLost(slot);
        }
    }

    /** Where copies begin: the slot's own begin, or that of one for the moment beside it. */
    ReplicationLink.Consistent consistent(ReplicationLink link, Ready ready) throws SQLException {
        long waiting = Sql.row(
                        connection,
                        "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL"
                                + " AND xact_start < now() - interval '1 second'",
                        row -> row.getLong(1))
                .orElse(0L);
        if (waiting > 0) {
            log.log(
                    System.Logger.Level.INFO,
                    "the first copy begins when " + waiting + " transactions that are open have ended");
        }
        if (slotIsThere) {
            return link.create("taphouse_copy_" + Long.toHexString(System.nanoTime()), true);
        }
        ReplicationLink.Consistent begin = link.create(options.slot(), false);
        log.log(
                System.Logger.Level.INFO,
                "replication slot '" + options.slot() + "' was made at " + Lsn.text(begin.lsn())
                        + "; the server keeps its log from there until this tap has read it: drop the slot when it is"
                        + " not used any more");
        return begin;
    }
}
