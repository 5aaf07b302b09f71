package dev.taphouse.postgresql.log;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.sql.ChangeLog;
import dev.taphouse.sql.ConnectionSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Opens the log for streams, each from its own position, and has it read. */
final class LogPass {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long MOST_MILLIS = 3_000;
    private static final int ANSWER_SECONDS = 10;
    private static final int PARTS = 4;

    private final Connection connection;
    private final ConnectionSpec spec;
    private final SourceContext context;
    private final LogOptions options;
    private final LogFailures failures;
    private final long published;

    LogPass(
            Connection connection,
            ConnectionSpec spec,
            SourceContext context,
            LogOptions options,
            LogFailures failures,
            long published) {
        this.connection = connection;
        this.spec = spec;
        this.context = context;
        this.options = options;
        this.failures = failures;
        this.published = published;
    }

    void read(Split split, RecordSink out, ChangeLog.Streams streams) throws SQLException {
        ServerFacts server = ServerFacts.of(connection);
        Slot slot = free(out);
        List<LoggedStream> logged = logged(split, out, streams, server, slot);
        if (logged.isEmpty()) {
            return;
        }
        Holders holders = Holders.of(connection, options, split, streams, logged);
        report(slot, holders, out);
        long from = logged.stream()
                .mapToLong(LoggedStream::from)
                .reduce((a, b) -> Long.compareUnsigned(a, b) <= 0 ? a : b)
                .orElseThrow();
        long interval = server.timeout() == 0 ? MOST_MILLIS : Math.min(MOST_MILLIS, server.timeout() / PARTS);
        try (ReplicationLink link = ReplicationLink.open(spec);
                RecordSink.Registration hook = out.onCancel(link::abort)) {
            LogStream log =
                    link.start(options.slot(), options.publication(), from, Math.max(1, interval), server(link));
            Transactions transactions = new Transactions(logged, lookups());
            try {
                new LogRead(
                                log,
                                out,
                                logged,
                                transactions,
                                () -> holders.safe(out, slot.confirmed()),
                                published,
                                server.end(),
                                split.follow(),
                                options.idleEnd())
                        .run();
            } finally {
                context.count("log_changes", transactions.changes());
                context.count("log_rows_looked_up", transactions.lookedUp());
                context.count("log_rows_gone", transactions.gone());
                end(log, link);
            }
        }
    }

    private LogStream.Server server(ReplicationLink link) {
        return new LogStream.Server() {
            @Override
            public boolean isUp() {
                try {
                    return connection.isValid(ANSWER_SECONDS);
                } catch (SQLException e) {
                    return false;
                }
            }

            @Override
            public void abort() {
                link.abort();
            }
        };
    }

    /** An end that fails must not hide what came before: what is safe is told by the next run as well. */
    private static void end(LogStream log, ReplicationLink link) {
        try {
            log.close();
        } catch (SQLException e) {
            link.abort();
        }
    }

    private Transactions.Lookups lookups() {
        Lookup lookup = new Lookup(connection);
        return () -> lookup;
    }

    /** The slot, once nobody reads it: a run that was killed is let go by the server after a moment. */
    private Slot free(RecordSink out) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Slot slot = Slot.of(connection, options.slot()).orElseThrow(failures::noSlot);
            if (!slot.lost().isEmpty()) {
                throw failures.slotLost(slot);
            }
            if (!slot.active()) {
                return slot;
            }
            if (System.nanoTime() > end) {
                throw failures.active(slot);
            }
            out.idle(LOOK);
        }
    }

    /** The streams that can be read from where they stand; the others fail, each for itself. */
    private List<LoggedStream> logged(
            Split split, RecordSink out, ChangeLog.Streams streams, ServerFacts server, Slot slot) throws SQLException {
        List<LoggedStream> logged = new ArrayList<>();
        for (StreamRead read : split.streams()) {
            String name = read.spec().name();
            Optional<LoggedTable> place = LoggedTable.of(
                    connection,
                    server.version(),
                    options.publication(),
                    streams.get(name).table());
            SourceException why = refusal(read, place.orElse(null), server, slot);
            if (why != null) {
                out.rows(name).fail(why);
            } else {
                long from = read.from().int64(PgLog.LSN).orElseThrow();
                logged.add(new LoggedStream(read, place.orElseThrow(), from, out, streams, failures));
            }
        }
        return logged;
    }

    private @Nullable SourceException refusal(
            StreamRead read, @Nullable LoggedTable place, ServerFacts server, Slot slot) {
        OptionalLong lsn = read.from().int64(PgLog.LSN);
        if (lsn.isEmpty() || !LogPosition.isOfLog(read.from())) {
            return failures.noPosition(read.spec().name());
        }
        if (place == null) {
            return new SourceException(
                    SourceException.Kind.ABSENT, "stream '" + read.spec().name() + "': its table is gone");
        }
        if (Long.compareUnsigned(lsn.getAsLong(), slot.confirmed()) < 0) {
            return failures.tooOld(lsn.getAsLong(), slot.confirmed());
        }
        if (Long.compareUnsigned(lsn.getAsLong(), server.end()) > 0) {
            return failures.ahead(lsn.getAsLong(), server.end());
        }
        if (place.membership() == 0) {
            return failures.unpublished(place, true);
        }
        return place.membership() > read.from().int64(PgLog.PUBLISHED).orElse(Long.MAX_VALUE)
                ? failures.leftPublication(place)
                : null;
    }

    private void report(Slot slot, Holders holders, RecordSink out) {
        context.count("slot_retained_bytes", Math.max(0, slot.retained()));
        if (options.warnBytes() > 0 && slot.retained() > options.warnBytes()) {
            context.log().log(
                    System.Logger.Level.WARNING,
                    "the server keeps " + (slot.retained() >> 20) + " MB of its log for replication slot '"
                            + slot.name() + "': " + holders.why(out, slot));
        }
    }
}
