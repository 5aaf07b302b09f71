package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.StreamRead;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that is changed between its discovery and its read: it fails in words, or is read right; never wrongly. */
class AlteredTableTest extends Fixture {

    @BeforeEach
    void table() {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, n int, v text, b boolean, at timestamptz DEFAULT now())",
                "INSERT INTO t SELECT i, i, 'v' || i, true FROM generate_series(1, 10) i");
    }

    @Test
    void aTableThatIsDroppedIsSkipped() throws Exception {
        SourceException failure = failureAfter("DROP TABLE t");
        assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
        assertThat(failure).hasMessage("ERROR: relation \"public.t\" does not exist");
        assertThat(failure.remedy()).hasValue("Discover again.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE t DROP n
            ALTER TABLE t RENAME n TO m
            """)
    void aColumnThatIsGoneFailsTheStream(String change) throws Exception {
        SourceException failure = failureAfter(change);
        assertThat(failure.kind()).isEqualTo(Kind.DATA);
        assertThat(failure).hasMessage("ERROR: column \"n\" not found in data type t");
        assertThat(failure.remedy()).hasValue("The table was altered since it was discovered: run again.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            n | integer | text | ALTER TABLE t ALTER n TYPE text
            n | integer | text | ALTER TABLE t DROP n, ADD n text
            n | integer | bytea | ALTER TABLE t DROP n, ADD n bytea DEFAULT '\\x1234'
            n | integer | bigint | ALTER TABLE t ALTER n TYPE bigint
            b | boolean | text | ALTER TABLE t ALTER b TYPE text USING 'thing'
            at | timestamp with time zone | timestamp without time zone | ALTER TABLE t ALTER at TYPE timestamp
            """)
    void aTypeThatIsAnotherFailsTheStreamBeforeItsFirstRow(String column, String was, String is, String change)
            throws Exception {
        SourceException failure = failureAfter(change);
        assertThat(failure.kind()).isEqualTo(Kind.DATA);
        assertThat(failure)
                .hasMessage("table 'public.t': column '" + column + "' is " + is + " now, and was " + was
                        + " when it was discovered");
        assertThat(failure.remedy()).hasValue("Run again, which discovers it as it is now.");
    }

    @Test
    void aColumnThatIsAddedIsLeftForTheNextRun() throws Exception {
        CapturedStream read = readAfter("ALTER TABLE t ADD more text DEFAULT 'x'");
        assertThat(read.rows()).hasSize(10).allSatisfy(row -> assertThat(row).doesNotContainKey("more"));
    }

    @Test
    void aKeyThatIsDroppedLeavesEveryRow() throws Exception {
        CapturedStream read = readAfter("ALTER TABLE t DROP CONSTRAINT t_pkey; INSERT INTO t (id) VALUES (1)");
        assertThat(read.rows()).hasSize(11);
    }

    private SourceException failureAfter(String change) throws Exception {
        return catchThrowableOfType(SourceException.class, () -> readAfter(change));
    }

    private CapturedStream readAfter(String change) throws Exception {
        try (Drive drive = open()) {
            StreamRead read = full(drive, "t");
            database.execute(change);
            return drive.read(read).stream("public-t");
        }
    }
}
