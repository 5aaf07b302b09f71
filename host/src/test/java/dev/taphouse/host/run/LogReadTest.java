package dev.taphouse.host.run;

import static dev.taphouse.host.run.ChangeLog.addColumn;
import static dev.taphouse.host.run.ChangeLog.delete;
import static dev.taphouse.host.run.ChangeLog.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proof (c): one pass over a log feeds many streams, each from where it stands. */
class LogReadTest {
    private static final List<String> TABLES = List.of("a", "b", "c");

    private ChangeLog database = new ChangeLog();
    private Map<String, StreamSpec> original = Map.of();

    @BeforeEach
    void makeTables() {
        database = new ChangeLog();
        for (String table : TABLES) {
            database.table(table);
            for (long id = 10; id <= 90; id += 20) {
                database.commit(put(table, id, id));
            }
        }
        original = new LinkedHashMap<>(database.specs);
        database.later(put("a", 30, 31), delete("a", 50), put("c", 95, 1));
        database.later(put("b", 5, 5), put("a", 50, 51));
        database.later(delete("c", 95), put("c", 96, 2));
    }

    @Test
    void copiesByLanesAndThenFollowsTheLog() throws Exception {
        Sync.Outcome outcome = sync(Map.of());
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
        requireEqual(outcome.messages());
        for (String table : TABLES) {
            assertThat(outcome.messages().bookmark(table))
                    .isEqualTo(Map.of("last_replication_method", "LOG_BASED", "lsn", database.lsn()));
        }
        database.commit(put("a", 1, 1), put("b", 1, 1));
        database.commit(delete("a", 1));
        Sync.Outcome next = sync(outcome.messages().lastState());
        assertThat(next.messages().values("a", "id")).containsExactly("1", "1");
        assertThat(next.messages().records("a").get(1))
                .isEqualTo(Map.of("id", 1L, "_sdc_deleted_at", "2026-01-01T00:00:00Z"));
        assertThat(next.messages().records("c")).isEmpty();
        requireEqual(outcome.messages(), next.messages());
    }

    @Test
    void resumesBetweenAnyTwoTransactions() throws Exception {
        Messages whole = sync(Map.of()).messages();
        database.commit(put("a", 1, 1), delete("b", 10));
        for (int i = 0; i < whole.states().size(); i++) {
            Messages before = whole.upToState(i);
            requireEqual(before, sync(before.lastState()).messages());
        }
    }

    @Test
    void streamsStandAtPlacesOfTheirOwn() throws Exception {
        Messages first = sync(Map.of()).messages();
        long start = database.lsn();
        database.commit(put("a", 1, 1), put("b", 1, 1));
        database.commit(put("a", 2, 2), put("b", 2, 2));
        Map<String, @Nullable Object> state = state(Map.of("a", start, "b", start + 10, "c", start + 20));
        Messages second = sync(state).messages();
        assertThat(second.values("a", "id")).containsExactly("1", "2");
        assertThat(second.values("b", "id")).containsExactly("2");
        assertThat(second.bookmark("b")).containsEntry("lsn", database.lsn());
        assertThat(first.bookmark("a")).containsEntry("lsn", start);
    }

    @Test
    void columnThatIsAddedInMidLogIsThereFromThenOn() throws Exception {
        Messages first = sync(Map.of()).messages();
        Map<String, StreamSpec> before = new LinkedHashMap<>(database.specs);
        database.commit(put("a", 1, 1));
        database.commit(addColumn("a", "extra"), put("a", 2, 2, "extra", "x"));
        database.commit(put("a", 3, 3, "extra", "y"), put("b", 3, 3));
        Messages second =
                sync(first.lastState(), before, LogSession.Faults.none()).messages();
        assertThat(second.values("a", "extra")).containsExactly("null", "x", "y");
        assertThat(second.records("a").get(0)).doesNotContainKey("extra");
        assertThat(second.schemas("a")).hasSize(2);
        assertThat(second.schemas("a").get(1).toString()).contains("extra");
        assertThat(second.schemas("b")).hasSize(1);
        List<String> types = second.lines().stream()
                .filter(line -> "a".equals(line.get("stream")))
                .map(line -> String.valueOf(line.get("type")))
                .toList();
        assertThat(types).containsExactly("SCHEMA", "RECORD", "SCHEMA", "RECORD", "RECORD");
        requireEqual(first, second);
        for (int i = 0; i < second.states().size(); i++) {
            Messages cut = second.upToState(i);
            requireEqual(first, cut, sync(cut.lastState()).messages());
        }
    }

    @Test
    void tableThatFailsInMidLogStandsStillAndTheOthersGoOn() throws Exception {
        Messages first = sync(Map.of()).messages();
        long start = database.lsn();
        database.commit(put("a", 1, 1), put("b", 1, 1));
        database.commit(put("a", 2, 2), put("b", 2, 2));
        database.commit(put("a", 3, "not a number"), put("a", 4, 4), put("b", 3, 3));
        LogSession.Faults fault = (lsn, split, out) -> {
            if (lsn == start + 20) {
                out.rows("a").fail(new SourceException(SourceException.Kind.DATA, "unknown tuple format"));
            }
        };
        Sync.Outcome second = sync(first.lastState(), database.specs, fault);
        assertThat(second.verdict("a")).isEqualTo(Verdict.FAILED);
        assertThat(second.reason("a")).isEqualTo("unknown tuple format");
        assertThat(second.verdict("b")).isEqualTo(Verdict.COMPLETE);
        assertThat(second.result().exitCode()).isEqualTo(ExitCode.PARTIAL);
        assertThat(second.messages().values("a", "id"))
                .as("later rows are dropped, those that do not fit too")
                .containsExactly("1", "2");
        assertThat(second.messages().bookmark("a")).containsEntry("lsn", start + 10);
        assertThat(second.messages().bookmark("b")).containsEntry("lsn", start + 30);
        database.commit(put("a", 3, 3), put("b", 4, 4));
        database.log.removeIf(transaction -> transaction.lsn() == start + 30);
        Messages third = sync(second.messages().lastState()).messages();
        assertThat(third.values("a", "id")).containsExactly("2", "3");
        assertThat(third.values("b", "id")).containsExactly("4");
    }

    @Test
    void sourceThatIsUnavailableIsReadAgainFromTheLastTransaction() throws Exception {
        Messages first = sync(Map.of()).messages();
        long start = database.lsn();
        for (long id = 1; id < 5; id++) {
            database.commit(put("a", id, id), put("b", id, id));
        }
        int[] failures = {0};
        LogSession.Faults fault = (lsn, split, out) -> {
            if (lsn == start + 30 && failures[0]++ < 2) {
                throw new IOException("connection reset");
            }
        };
        Sync.Outcome second = sync(first.lastState(), database.specs, fault);
        assertThat(second.verdict("a")).isEqualTo(Verdict.COMPLETE);
        assertThat(second.messages().values("a", "id"))
                .as("what followed the last checkpoint comes again, and nothing else")
                .containsExactly("1", "2", "3", "3", "3", "4");
        assertThat(second.stream("b").retries()).isEqualTo(2);
        requireEqual(first, second.messages());
    }

    @Test
    void tableThatIsUnavailableIsReadAgainAlone() throws Exception {
        Messages first = sync(Map.of()).messages();
        long start = database.lsn();
        for (long id = 1; id < 5; id++) {
            database.commit(put("a", id, id), put("b", id, id));
        }
        int[] failures = {0};
        LogSession.Faults fault = (lsn, split, out) -> {
            boolean has =
                    split.streams().stream().anyMatch(read -> read.spec().name().equals("a"));
            if (has && lsn == start + 20 && failures[0]++ == 0) {
                out.rows("a").fail(new SourceException(SourceException.Kind.UNAVAILABLE, "locked"));
            }
        };
        Sync.Outcome second = sync(first.lastState(), database.specs, fault);
        assertThat(second.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
        assertThat(second.messages().values("a", "id")).containsExactly("1", "2", "2", "3", "4");
        assertThat(second.messages().values("b", "id")).containsExactly("1", "2", "3", "4");
        assertThat(second.stream("a").retries()).isEqualTo(1);
        assertThat(second.stream("b").retries()).isZero();
        requireEqual(first, second.messages());
    }

    @Test
    void laneThatCannotBeMergedFailsItsTableAlone() throws Exception {
        Map<String, @Nullable Object> state = Map.of(
                "bookmarks",
                Map.of(
                        "a",
                        Map.of("lanes", Map.of("low", Map.of("at", Map.of("x", 1), "done", true))),
                        "b",
                        Map.of("lsn", database.lsn()),
                        "c",
                        Map.of("lsn", database.lsn())));
        Sync.Outcome outcome = sync(state);
        assertThat(outcome.verdict("a")).isEqualTo(Verdict.FAILED);
        assertThat(outcome.reason("a")).contains("NoSuchElementException");
        assertThat(outcome.verdict("b")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.messages().bookmark("a")).containsKey("lanes");
    }

    private Sync.Outcome sync(Map<String, @Nullable Object> state) throws Exception {
        boolean first = state.isEmpty();
        return sync(state, first ? original : database.specs, LogSession.Faults.none());
    }

    private Sync.Outcome sync(
            Map<String, @Nullable Object> state, Map<String, StreamSpec> known, LogSession.Faults faults)
            throws Exception {
        return Sync.of(new LogSession(database, known, faults))
                .state(state)
                .reads(read -> read.method(StreamSpec.Method.LOG_BASED))
                .run();
    }

    private static Map<String, @Nullable Object> state(Map<String, Long> lsns) {
        Map<String, Object> bookmarks = new TreeMap<>();
        lsns.forEach((table, lsn) -> bookmarks.put(table, Map.of("lsn", lsn, "last_replication_method", "LOG_BASED")));
        return Map.of("bookmarks", bookmarks);
    }

    /** What a target that upserts by key has now is what the database has. */
    private void requireEqual(Messages... runs) {
        for (String table : TABLES) {
            Map<Long, Map<String, Object>> target = new TreeMap<>();
            for (Messages run : runs) {
                run.records(table).forEach(record -> load(target, record));
            }
            Map<Long, Map<String, Object>> source = database.tables.getOrDefault(table, Map.of());
            assertThat(target).as(table).isEqualTo(source);
        }
    }

    private static void load(Map<Long, Map<String, Object>> target, Map<String, @Nullable Object> record) {
        Map<String, Object> row = new LinkedHashMap<>();
        record.forEach((name, value) -> {
            if (value != null) {
                row.put(name, value);
            }
        });
        Long id = (Long) row.get("id");
        if (row.containsKey("_sdc_deleted_at")) {
            target.remove(id);
        } else {
            target.put(id, row);
        }
    }
}
