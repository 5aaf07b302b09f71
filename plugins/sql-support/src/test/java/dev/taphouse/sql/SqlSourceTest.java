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
import java.util.Map;
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
            assertThat(drive.session().count(next)).hasValue(1);
            assertThat(drive.read(next).stream("orders").column("id")).containsExactly(2L);
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
