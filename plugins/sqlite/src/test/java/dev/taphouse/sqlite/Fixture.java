package dev.taphouse.sqlite;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.testkit.CapturedRead;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** A database file of its own for each test, and reads of it. */
abstract class Fixture {
    @TempDir
    Path folder;

    Database database() {
        return Database.at(folder.resolve("shop.db"));
    }

    Drive open() throws Exception {
        return open(Map.of());
    }

    Drive open(Map<String, ?> more) throws Exception {
        Map<String, Object> config = new HashMap<>(more);
        config.put("database", database().path());
        return Drive.open(new SqliteSource(), config);
    }

    /** The stream read by FULL_TABLE from a position. */
    CapturedStream full(String stream, Position from) throws Exception {
        try (Drive drive = open()) {
            return drive.read(fullRead(drive, stream).from(from)).stream(stream);
        }
    }

    CapturedStream incremental(String stream, String cursor, Position from) throws Exception {
        try (Drive drive = open()) {
            return drive.read(incrementalRead(drive, stream, cursor).from(from)).stream(stream);
        }
    }

    static StreamRead fullRead(Drive drive, String stream) throws Exception {
        return StreamRead.of(drive.discover(stream)).method(StreamSpec.Method.FULL_TABLE);
    }

    static StreamRead incrementalRead(Drive drive, String stream, String cursor) throws Exception {
        return StreamRead.of(drive.discover(stream)).method(StreamSpec.Method.INCREMENTAL, cursor);
    }

    /** Does something to the database between two reads. */
    interface Change {
        void after(int kills) throws Exception;
    }

    /**
     * Reads a stream as a host does that is killed at every checkpoint: each time a new session goes on from the last
     * position, and what came after it is forgotten. At the end, where only rows equal to the bookmark are read again, the
     * position stands still.
     */
    List<Map<String, @Nullable Object>> killedAtEveryCheckpoint(
            String stream, StreamSpec.Method method, Change change, String... cursor) throws Exception {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Position from = Position.START;
        for (int kills = 1; ; kills++) {
            try (Drive drive = open()) {
                StreamRead read = StreamRead.of(drive.discover(stream))
                        .method(method, cursor)
                        .from(from);
                CapturedRead captured = drive.read(read, sink -> sink.endAtCheckpoint(1));
                rows.addAll(
                        captured.complete()
                                ? captured.stream(stream).rows()
                                : captured.stream(stream).covered());
                Position next = captured.stream(stream).position();
                if (captured.complete() || next.equals(from)) {
                    return rows;
                }
                from = next;
            }
            change.after(kills);
        }
    }

    static CapturedSink asking(CapturedSink sink) {
        return sink.checkpointAlwaysDue();
    }
}
