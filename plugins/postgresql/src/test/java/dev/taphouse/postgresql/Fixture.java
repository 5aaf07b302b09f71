package dev.taphouse.postgresql;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A database of its own for each test, and sessions with it. */
class Fixture {
    /** Two kilobytes a row: four rows a page, and two thousand rows for each query of a pass by pages. */
    static final String WIDE = "repeat(md5(i::text), 60)";

    final PostgresDatabase database = PostgresServer.shared().newDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    /** A table of so many rows, of two kilobytes each, keys from 1 on. */
    void wide(String table, int rows) {
        database.execute(
                "CREATE TABLE " + table + " (id int PRIMARY KEY, v text)",
                "ALTER TABLE " + table + " ALTER v SET STORAGE PLAIN",
                "INSERT INTO " + table + " SELECT i, " + WIDE + " FROM generate_series(1, " + rows + ") i");
    }

    Drive open() throws Exception {
        return open(Map.of());
    }

    /** A session with more options. */
    Drive open(Map<String, Object> options) throws Exception {
        Map<String, Object> config = new LinkedHashMap<>(database.config());
        config.putAll(options);
        return Drive.open(new PostgresqlSource(), config);
    }

    static StreamRead full(Drive drive, String table) throws Exception {
        return StreamRead.of(drive.discover("public-" + table)).method(Method.FULL_TABLE);
    }

    static StreamRead incremental(Drive drive, String table, String... cursor) throws Exception {
        return StreamRead.of(drive.discover("public-" + table)).method(Method.INCREMENTAL, cursor);
    }

    CapturedStream full(String table, Position from) throws Exception {
        try (Drive drive = open()) {
            return drive.read(full(drive, table).from(from)).stream("public-" + table);
        }
    }

    CapturedStream incremental(String table, String cursor, Position from) throws Exception {
        try (Drive drive = open()) {
            return drive.read(incremental(drive, table, cursor).from(from)).stream("public-" + table);
        }
    }
}
