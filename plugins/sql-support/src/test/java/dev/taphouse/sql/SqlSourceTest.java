package dev.taphouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Option;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.api.Type;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlSourceTest {
    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void database() throws Exception {
        url = "jdbc:sqlite:" + folder.resolve("shop.db").toUri();
        run(
                "CREATE TABLE orders (id INTEGER PRIMARY KEY NOT NULL, name VARCHAR(20) NOT NULL, price REAL)",
                "INSERT INTO orders VALUES (1, 'a', 0.5), (2, 'b', NULL), (3, 'a', 2)",
                "CREATE VIEW names AS SELECT name FROM orders");
    }

    @Test
    void aDialectInheritsDiscovery() throws Exception {
        try (Drive drive = Drive.open(new BareSqlite(), Map.of("url", url))) {
            drive.check();
            assertThat(drive.discover()).extracting(StreamSpec::name).containsExactly("orders", "names");
            StreamSpec orders = drive.discover("orders");
            assertThat(orders.keys()).containsExactly("id");
            assertThat(orders.cursors()).containsExactly("id", "name", "price");
            assertThat(orders.fields())
                    .extracting(field -> field.name() + " " + field.type() + " " + field.nullable())
                    .containsExactly("id INT32 false", "name " + Type.text(20) + " false", "price FLOAT64 true");
            assertThat(drive.discover("names").metadata()).containsEntry("is-view", true);
        }
    }

    @Test
    void aDialectInheritsBothMethodsAndCount() throws Exception {
        try (Drive drive = Drive.open(new BareSqlite(), Map.of("url", url))) {
            CapturedStream full = drive.read("orders", Position.START).stream("orders");
            assertThat(full.column("price")).containsExactly(0.5, null, 2.0);
            StreamRead byName = StreamRead.of(drive.discover("orders")).method(Method.INCREMENTAL, "name");
            CapturedStream first = drive.read(byName.limit(2)).stream("orders");
            assertThat(first.column("id")).containsExactly(1L, 3L);
            StreamRead next = byName.from(first.position());
            assertThat(drive.session().count(next)).hasValue(3);
            assertThat(drive.read(next).stream("orders").column("id")).containsExactly(1L, 3L, 2L);
        }
    }

    @Test
    void losesNoRowThatComesToHaveTheCursorOfTheBookmark() throws Exception {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, at INTEGER NOT NULL)");
        run("INSERT INTO t VALUES (10, 5), (11, 6), (12, 6)");
        try (Drive drive = Drive.open(new BareSqlite(), Map.of("url", url))) {
            StreamRead byTime = StreamRead.of(drive.discover("t")).method(Method.INCREMENTAL, "at");
            Position first = drive.read(byTime).stream("t").position();
            assertThat(first).isEqualTo(Position.cursor("at", 6).with("key", Map.of("id", 12)));

            run("INSERT INTO t VALUES (1, 6), (13, 6), (14, 7)", "UPDATE t SET at = 6 WHERE id = 10");
            assertThat(drive.read(byTime.from(first)).stream("t").column("id"))
                    .containsExactly(1L, 10L, 11L, 12L, 13L, 14L);
        }
    }

    @Test
    void losesNoRowThatComesToHaveTheCursorOfTheBookmarkBetweenAKillAndTheResume() throws Exception {
        run("CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, at INTEGER NOT NULL)");
        run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
                + " INSERT INTO t SELECT i, i / 60 FROM n");
        try (Drive drive = Drive.open(new BareSqlite(), Map.of("url", url))) {
            StreamRead byTime = StreamRead.of(drive.discover("t")).method(Method.INCREMENTAL, "at");
            Position killed = drive
                    .read(byTime, sink -> sink.checkpointAlwaysDue().endAtCheckpoint(1))
                    .stream("t")
                    .position();
            assertThat(killed).isEqualTo(Position.cursor("at", 1).with("key", Map.of("id", 100)));

            run("INSERT INTO t VALUES (-1, 1)", "UPDATE t SET at = 1 WHERE id IN (7, 200)");
            List<Object> expected = new ArrayList<>(List.of(-1L, 7L));
            LongStream.rangeClosed(60, 119).forEach(expected::add);
            expected.add(200L);
            LongStream.rangeClosed(120, 300).filter(id -> id != 200).forEach(expected::add);
            assertThat(drive.read(byTime.from(killed)).stream("t").column("id")).isEqualTo(expected);
        }
    }

    @Test
    void goesOnAfterItsOwnBookmarkWhereTheCursorIsTheKey() throws Exception {
        try (Drive drive = Drive.open(new BareSqlite(), Map.of("url", url))) {
            StreamRead byKey = StreamRead.of(drive.discover("orders")).method(Method.INCREMENTAL, "id");
            Position first = drive.read(byKey).stream("orders").position();
            assertThat(drive.read(byKey.from(first)).stream("orders").rows()).isEmpty();
            assertThat(drive.read(byKey.from(Position.cursor("id", 3))).stream("orders")
                            .column("id"))
                    .containsExactly(3L);
        }
    }

    @Test
    void readsTheFirstCursorAgainWhereTheCursorsAreAKeyOfSeveralColumns() throws Exception {
        run(
                "CREATE TABLE lines (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b))",
                "INSERT INTO lines VALUES (1, 1), (2, 1), (2, 2)");
        try (Drive drive = Drive.open(new BareSqlite(), Map.of("url", url))) {
            StreamRead byBoth = StreamRead.of(drive.discover("lines")).method(Method.INCREMENTAL, "a", "b");
            Position first = drive.read(byBoth).stream("lines").position();
            run("INSERT INTO lines VALUES (2, 0)");
            assertThat(drive.read(byBoth.from(first)).stream("lines").column("b"))
                    .containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void itsConnectionsCannotWrite() throws Exception {
        try (Pool pool = Pool.open(ConnectionSpec.of(new org.sqlite.JDBC(), url).property("open_mode", "65"), 1);
                Connection connection = pool.take();
                Statement statement = connection.createStatement()) {
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(connection.getAutoCommit()).isFalse();
            assertThatThrownBy(() -> statement.execute("DELETE FROM orders")).hasMessageContaining("readonly");
        }
    }

    @Test
    void optionsOfTheBaseFollowThoseOfTheDialect() {
        assertThat(new BareSqlite().options())
                .extracting(Option::name)
                .containsExactly("url", "filter_tables", "on_misfit");
    }

    @Test
    void aUrlThatTheDriverDoesNotTakeIsSaid() {
        ConnectionSpec spec =
                ConnectionSpec.of(new org.sqlite.JDBC(), "jdbc:other:x").property("password", "s3cret");
        assertThatThrownBy(() -> Pool.open(spec, 1)).hasMessage("org.sqlite.JDBC does not take the URL jdbc:other:x");
    }

    private void run(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
