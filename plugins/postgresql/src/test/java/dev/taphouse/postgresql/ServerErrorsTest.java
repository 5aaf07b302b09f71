package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.testkit.Drive;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server says while it reads: a kind, its words in one line, and what mends it. */
class ServerErrorsTest extends Fixture {
    private static final String COMPUTE =
            "The server cannot compute a row: correct the view or function that fails, or" + " deselect the stream.";

    @BeforeEach
    void table() {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t SELECT generate_series(1, 10)");
    }

    @Test
    void aViewThatDividesByZero() {
        database.execute("CREATE VIEW w AS SELECT id, 1 / (id - 5) AS x FROM t");
        assertFailure("w", Kind.DATA, "ERROR: division by zero", COMPUTE);
    }

    @Test
    void aFunctionThatRaises() {
        database.execute(
                "CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE ''not %'', $1; END'",
                "CREATE VIEW w AS SELECT f(id) AS id FROM t");
        SourceException failure = failure("w");
        assertThat(failure.kind()).isEqualTo(Kind.DATA);
        assertThat(failure).hasMessageStartingWith("ERROR: not 1 Where: PL/pgSQL function");
        assertThat(failure.remedy()).hasValue(COMPUTE);
    }

    @Test
    void aMaterializedViewThatHoldsNothingYet() {
        database.execute("CREATE MATERIALIZED VIEW w AS SELECT id FROM t WITH NO DATA");
        assertFailure(
                "w",
                Kind.DATA,
                "ERROR: materialized view \"w\" has not been populated Hint: Use the REFRESH MATERIALIZED VIEW command.",
                "Refresh the materialized view, or deselect the stream.");
    }

    @Test
    void aForeignServerThatIsNotThere() {
        database.execute(
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', port '1')",
                "CREATE USER MAPPING FOR postgres SERVER other OPTIONS (user 'postgres', password 'x')",
                "CREATE FOREIGN TABLE w (id int) SERVER other OPTIONS (table_name 't')");
        SourceException failure = failure("w");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageStartingWith("ERROR: could not connect to server \"other\"");
        assertThat(failure.remedy())
                .hasValue("The server cannot read a foreign table: check its foreign server and the user mapping.");
    }

    @Test
    void aLockThatIsNotHadInTheTimeThatTheServerAllows() throws Exception {
        database.execute("ALTER DATABASE " + database.name() + " SET lock_timeout = '100ms'");
        try (Drive drive = open();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            var read = full(drive, "t");
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
            SourceException failure = catchThrowableOfType(SourceException.class, () -> drive.read(read));
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure).hasMessage("ERROR: canceling statement due to lock timeout");
            assertThat(failure.remedy()).hasValue("Raise that time limit of the server for user 'postgres'.");
            other.rollback();
            assertThat(drive.read(read).stream("public-t").rows()).hasSize(10);
        }
    }

    @Test
    void aStatementThatTakesTooLong() {
        database.execute("CREATE VIEW w AS SELECT id, pg_sleep(1)::text AS x FROM t");
        SourceException failure = failure("w", Map.of("statement_timeout", "PT0.2S"));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("ERROR: canceling statement due to statement timeout");
        assertThat(failure.remedy())
                .hasValue("Raise statement_timeout, or read less at a time; or somebody cancelled it.");
    }

    @Test
    void aTransactionThatTakesLongerThanTheServerAllows() {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET transaction_timeout = '200ms'",
                "CREATE VIEW w AS SELECT id, pg_sleep(1)::text AS x FROM t");
        SourceException failure = failure("w");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        // the driver does not hand on what the server says last in the middle of a COPY
        assertThat(failure)
                .hasMessage("the server closed the connection (Database connection failed when reading from copy)");
        assertThat(failure.remedy())
                .hasValue("Check that the database runs and can be reached; its log says why it ended the session.");
    }

    @Test
    void aRowThatHasNoRoomInTemporaryFiles() {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET temp_file_limit = '1kB'",
                "ALTER DATABASE " + database.name() + " SET work_mem = '64kB'",
                "CREATE VIEW w AS SELECT repeat(md5(i::text), 10) AS x FROM generate_series(1, 20000) i ORDER BY 1");
        SourceException failure = failure("w");
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageStartingWith("ERROR: temporary file size exceeds");
        assertThat(failure.remedy()).hasValue("Wait until the server has room again, or give it more.");
    }

    private void assertFailure(String table, Kind kind, String message, String remedy) {
        SourceException failure = failure(table);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessage(message);
        assertThat(failure.remedy()).hasValue(remedy);
    }

    private SourceException failure(String table) {
        return failure(table, Map.of());
    }

    private SourceException failure(String table, Map<String, Object> options) {
        return catchThrowableOfType(SourceException.class, () -> {
            try (Drive drive = open(options)) {
                drive.read(full(drive, table).from(Position.START));
            }
        });
    }
}
