package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a plan is read from tables, what is copied first, and what is read from the log.
 *
 * @param tables read from tables alone; streams that the log refused are among them, to fail each for itself
 * @param copies first copies, from where they begin
 * @param follow the read of the log, for all its streams
 * @param snapshot the snapshot that the copies have to be read with
 * @param refused why streams cannot be read from the log, by name
 */
record LogPlan(
        List<StreamRead> tables,
        List<StreamRead> copies,
        Optional<Split> follow,
        Optional<String> snapshot,
        Map<String, SourceException> refused) {

    static LogPlan of(Optional<ChangeLog> log, List<StreamRead> reads, ChangeLog.Streams streams) throws SQLException {
        List<StreamRead> logged = reads.stream().filter(LogPlan::isOfLog).toList();
        if (log.isEmpty() || logged.isEmpty()) {
            return new LogPlan(reads, List.of(), Optional.empty(), Optional.empty(), Map.of());
        }
        ChangeLog.Begin begin;
        try {
            begin = log.get().begin(logged, streams);
        } catch (SourceException e) {
            begin = refusingAll(logged, e);
        }
        return of(log.get(), begin, reads);
    }

    private static LogPlan of(ChangeLog log, ChangeLog.Begin begin, List<StreamRead> reads) {
        List<StreamRead> tables = new ArrayList<>();
        List<StreamRead> copies = new ArrayList<>();
        List<StreamRead> followed = new ArrayList<>();
        for (StreamRead read : reads) {
            if (!isOfLog(read) || begin.refused().containsKey(read.spec().name())) {
                tables.add(read.lanes(isOfLog(read) ? 1 : read.lanes()));
                continue;
            }
            if (read.from().isStart()) {
                copies.add(read.from(begin.copies()));
            }
            followed.add(read);
        }
        @Nullable Split split = followed.isEmpty() ? null : Split.of(followed);
        return new LogPlan(
                tables,
                copies,
                Optional.ofNullable(split).map(all -> log.isFollowed() ? all.following() : all),
                begin.snapshot(),
                begin.refused());
    }

    private static ChangeLog.Begin refusingAll(List<StreamRead> reads, SourceException why) {
        Map<String, SourceException> refused = new HashMap<>();
        reads.forEach(read -> refused.put(read.spec().name(), why));
        return new ChangeLog.Begin(Position.START, Optional.empty(), refused);
    }

    /** Whether it is a read from the log, and no copy before it. */
    static boolean isOfLog(Split split) {
        return split.lane().isEmpty() && split.streams().stream().allMatch(LogPlan::isOfLog);
    }

    /** A few rows for a look are read from the table. */
    private static boolean isOfLog(StreamRead read) {
        return read.method() == StreamSpec.Method.LOG_BASED && read.limit().isEmpty();
    }
}
