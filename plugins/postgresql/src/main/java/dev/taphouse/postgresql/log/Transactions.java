package dev.taphouse.postgresql.log;

import dev.taphouse.api.SourceException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the messages of pgoutput (protocol version 1: transactions come whole, in the order of their commits) into rows of
 * streams. Rows go out as they come; those that need a look at their table wait for it together, and what follows waits
 * behind them. For one thread.
 */
final class Transactions {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int WAITING_ROWS = 1000;
    private static final long WAITING_BYTES = 8L << 20;

    private final Map<Long, LoggedStream> streams = new HashMap<>();
    private final Lookups lookups;
    private final List<Change> waiting = new ArrayList<>();
    private final Tuple now = new Tuple();
    private final Tuple old = new Tuple();
    private long waitingBytes;
    private boolean open;
    private long lsn;
    private long end;
    private Instant when = EPOCH;
    private long changes;
    private long lookedUp;
    private long gone;
    private long lastOid = -1;
    private @Nullable LoggedStream last;

    /** Makes the lookup when it is first needed. */
    interface Lookups {
        Lookup get() throws SQLException;
    }

    Transactions(Collection<LoggedStream> all, Lookups lookups) {
        all.forEach(stream -> streams.put(stream.oid(), stream));
        this.lookups = lookups;
    }

    /** Whether a transaction was begun and not ended. */
    boolean isOpen() {
        return open;
    }

    /** Where the transaction that is open was committed. */
    long lsn() {
        return lsn;
    }

    /** Where the log goes on after the last transaction that was ended; 0 before the first. */
    long end() {
        return end;
    }

    long changes() {
        return changes;
    }

    long lookedUp() {
        return lookedUp;
    }

    long gone() {
        return gone;
    }

    /** Takes a message. */
    void take(byte[] message) throws SQLException {
        int at = LogStream.HEADER;
        switch (message[at]) {
            case 'I', 'U', 'D' -> change(message);
            case 'B' -> begin(message, at + 1);
            case 'C' -> commit(message, at + 1);
            case 'R' -> relation(Relation.of(message, at + 1));
            case 'T' -> truncate(message, at + 1);
            default -> {
                // where a transaction comes from, types, messages of applications
            }
        }
    }

    private void begin(byte[] message, int at) {
        open = true;
        lsn = Wire.int64(message, at);
        when = EPOCH.plus(Wire.int64(message, at + Long.BYTES), ChronoUnit.MICROS);
    }

    private void commit(byte[] message, int at) throws SQLException {
        settle();
        open = false;
        end = Wire.int64(message, at + 1 + Long.BYTES);
    }

    private void relation(Relation relation) throws SQLException {
        LoggedStream stream = streams.get(relation.oid());
        if (stream == null || stream.isFailed()) {
            return;
        }
        settle();
        try {
            stream.relation(relation);
        } catch (SourceException e) {
            stream.fail(e);
        }
    }

    private void truncate(byte[] message, int at) throws SQLException {
        settle();
        int count = Wire.int32(message, at);
        int next = at + Integer.BYTES + 1;
        for (int i = 0; i < count; i++) {
            Optional<LoggedStream> stream = wanted(Wire.unsigned32(message, next));
            stream.ifPresent(LoggedStream::truncate);
            next += Integer.BYTES;
        }
    }

    private Optional<LoggedStream> wanted(long oid) {
        if (oid != lastOid) {
            lastOid = oid;
            last = streams.get(oid);
        }
        LoggedStream stream = last;
        boolean isWanted = stream != null && !stream.isFailed() && Long.compareUnsigned(lsn, stream.from()) >= 0;
        return isWanted ? Optional.ofNullable(stream) : Optional.empty();
    }

    private void change(byte[] message) throws SQLException {
        LoggedStream stream =
                wanted(Wire.unsigned32(message, LogStream.HEADER + 1)).orElse(null);
        if (stream == null) {
            return;
        }
        changes++;
        if (!waiting.isEmpty() || !apply(stream, message, null)) {
            waiting.add(new Change(stream, message, lsn, when));
            waitingBytes += message.length;
            if (waiting.size() >= WAITING_ROWS || waitingBytes >= WAITING_BYTES) {
                settle();
            }
        }
    }

    /**
     * Pushes what a change says.
     *
     * @return false when nothing was pushed, since its table has to be looked at first
     */
    private boolean apply(LoggedStream stream, byte[] message, @Nullable Found found) {
        try {
            return applied(stream, message, found);
        } catch (SourceException e) {
            stream.fail(e);
            return true;
        }
    }

    private boolean applied(LoggedStream stream, byte[] message, @Nullable Found found) {
        int at = LogStream.HEADER + 1 + Integer.BYTES;
        byte kind = message[at++];
        byte oldKind = 0;
        if (kind != 'N') {
            oldKind = kind;
            at = old.reset(message, at);
            if (message[LogStream.HEADER] == 'D') {
                stream.delete(old, oldKind == 'O', when, lsn);
                return true;
            }
            at++;
        }
        now.reset(message, at);
        if (oldKind == 'O') {
            now.complete(old);
        }
        boolean whole = stream.isWhole(now);
        if (!whole && found == null) {
            stream.key(now);
            return false;
        }
        byte @Nullable [][] values =
                whole || found == null ? null : found.rows().get(LoggedStream.joined(stream.key(now)));
        if (oldKind != 0 && stream.isOther(old, now)) {
            stream.delete(old, oldKind == 'O', when, lsn);
        }
        if (!whole && values == null) {
            gone++; // what became of it follows in the log
        } else {
            stream.push(now, lsn, whole ? null : found, values);
        }
        return true;
    }

    /** Looks up what waits, and pushes it in the order in which it came. */
    private void settle() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        Waiting all = new Waiting(waiting, now, old);
        Map<LoggedStream, Found> found = new HashMap<>();
        for (LoggedStream stream : all.streams()) {
            if (!stream.isFailed() && !all.keys(stream).isEmpty()) {
                lookedUp += all.keys(stream).size();
                found.put(stream, lookups.get().rows(stream, all.keys(stream), all.fields(stream)));
            }
        }
        long lsnNow = lsn;
        Instant whenNow = when;
        for (Change change : waiting) {
            if (!change.stream().isFailed()) {
                lsn = change.lsn();
                when = change.when();
                apply(change.stream(), change.message(), found.get(change.stream()));
            }
        }
        lsn = lsnNow;
        when = whenNow;
        waiting.clear();
        waitingBytes = 0;
    }
}
