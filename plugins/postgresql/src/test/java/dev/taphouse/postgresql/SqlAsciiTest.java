package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases whose text is not UTF-8. */
class SqlAsciiTest {

    @ParameterizedTest
    @CsvSource({"15", "18"})
    void textThatIsNoUtf8IsNullAndCountedWhereTheServerDoesNotLook(int major) throws Exception {
        try (PostgresDatabase database = PostgresServer.shared(major)
                .newDatabase("TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'")) {
            database.execute(
                    "CREATE TABLE t (k text PRIMARY KEY, v varchar(20) NOT NULL, a text[], j json)",
                    "INSERT INTO t VALUES ('a', 'plain', '{x}', '{\"n\": 1}'),"
                            + " ('b', E'caf\\xc3\\xa9', ARRAY[E'\\xc3\\xa9'], NULL),"
                            + " ('c', E'caf\\xe9', ARRAY[E'\\xe9', 'y'], E'{\"n\": \"\\xe9\"}')");
            try (Drive drive = Drive.open(new PostgresqlSource(), database.config())) {
                StreamRead read = Fixture.full(drive, "t");
                assertThat(read.spec().keys()).containsExactly("k");
                assertThat(read.spec().cursors()).isEmpty();
                CapturedStream stream = drive.read(read).stream("public-t");
                assertThat(stream.column("v")).containsExactly("plain", "café", null);
                assertThat(stream.column("k")).containsExactly("a", "b", "c");
                assertThat(stream.column("a")).containsExactly(List.of("x"), List.of("é"), Arrays.asList(null, "y"));
                assertThat(stream.lost()).containsExactly("v: text that is not UTF-8", "j: text that is not UTF-8");
                assertThat(drive.context().counted("values_nulled_inside")).isEqualTo(1);
                assertThat(drive.session().count(read)).hasValue(3);
            }
        }
    }

    @Test
    void textOfAnotherEncodingIsTheServersToConvert() throws Exception {
        try (PostgresDatabase database = PostgresServer.shared()
                .newDatabase("TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")) {
            database.execute("CREATE TABLE t (k text PRIMARY KEY)", "INSERT INTO t VALUES ('café')");
            try (Drive drive = Drive.open(new PostgresqlSource(), database.config())) {
                StreamSpec spec = drive.discover("public-t");
                assertThat(spec.cursors()).contains("k");
                assertThat(drive.read(StreamRead.of(spec)).stream("public-t").column("k"))
                        .containsExactly("café");
            }
        }
    }
}
