package dev.taphouse.postgresql.log;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.Split;
import dev.taphouse.sql.ChangeLog;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Who still needs the log: the streams of this read, and those that are not read now but stand in the state.
 *
 * @param read streams of this read
 * @param others other streams of the publication
 */
record Holders(List<String> read, List<String> others) {

    static Holders of(
            Connection connection,
            LogOptions options,
            Split split,
            ChangeLog.Streams streams,
            List<LoggedStream> logged)
            throws SQLException {
        Set<String> published = new HashSet<>(Sql.rows(
                connection,
                "SELECT schemaname || '.' || tablename FROM pg_publication_tables WHERE pubname = ?",
                row -> row.getString(1),
                options.publication()));
        List<String> read = logged.stream().map(LoggedStream::name).toList();
        List<String> others = new ArrayList<>();
        if (published.size() > split.streams().size()) {
            for (Map.Entry<String, Table> each : streams.all().entrySet()) {
                Table table = each.getValue();
                boolean isRead = split.streams().stream()
                        .anyMatch(stream -> stream.spec().name().equals(each.getKey()));
                if (!isRead && published.contains(table.schema() + "." + table.name())) {
                    others.add(each.getKey());
                }
            }
        }
        return new Holders(read, others);
    }

    /** Up to where everybody is known to have everything; what was confirmed before when that is more. */
    long safe(RecordSink out, long confirmed) {
        long least = -1;
        for (String name : read) {
            OptionalLong lsn = out.durable(name).int64(PgLog.LSN);
            if (lsn.isEmpty()) {
                return confirmed;
            }
            least = Long.compareUnsigned(lsn.getAsLong(), least) < 0 ? lsn.getAsLong() : least;
        }
        for (String name : others) {
            OptionalLong lsn = out.durable(name).int64(PgLog.LSN);
            // what was lost to a stream before does not hold the others
            if (lsn.isPresent() && Long.compareUnsigned(lsn.getAsLong(), confirmed) >= 0) {
                least = Long.compareUnsigned(lsn.getAsLong(), least) < 0 ? lsn.getAsLong() : least;
            }
        }
        return least == -1 || Long.compareUnsigned(least, confirmed) < 0 ? confirmed : least;
    }

    /** What holds the slot where it is. */
    String why(RecordSink out, Slot slot) {
        String last = "";
        long least = -1;
        List<String> all = new ArrayList<>(read);
        all.addAll(others);
        for (String name : all) {
            OptionalLong lsn = out.durable(name).int64(PgLog.LSN);
            if (lsn.isPresent() && Long.compareUnsigned(lsn.getAsLong(), least) < 0) {
                least = lsn.getAsLong();
                last = name;
            } else if (lsn.isEmpty() && read.contains(name)) {
                return "stream '" + name + "' has no position in --state yet; give the state that the target confirmed";
            }
        }
        if (last.isEmpty() || Long.compareUnsigned(least, slot.confirmed()) <= 0) {
            return "it was confirmed up to " + Lsn.text(slot.confirmed())
                    + ", and a transaction that began before may still be open; run more often";
        }
        return "stream '" + last + "' stands at " + Lsn.text(least)
                + (others.contains(last)
                        ? " and is not read; read it, or remove its bookmark (host state reset)"
                        : "; run more often, with the state that the target confirmed");
    }
}
