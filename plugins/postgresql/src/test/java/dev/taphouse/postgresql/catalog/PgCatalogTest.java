package dev.taphouse.postgresql.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.taphouse.api.SourceException;
import dev.taphouse.postgresql.codec.PgAttribute;
import dev.taphouse.postgresql.codec.PgType;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.Table;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass
@FieldSource("MAJORS")
class PgCatalogTest {
    static final List<Integer> MAJORS = PostgresServer.MAJORS;

    private final PostgresDatabase database;

    PgCatalogTest(int major) {
        database = PostgresServer.shared(major).newDatabase();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aTableHasColumnsInTheirOrderWithoutTheDroppedOnes() {
        database.execute(
                "CREATE TABLE orders (z int, gone text, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                        + " amount numeric(10,2) NOT NULL, twice numeric GENERATED ALWAYS AS (amount * 2) STORED)",
                "ALTER TABLE orders DROP COLUMN gone",
                "COMMENT ON TABLE orders IS 'What was ordered'",
                "COMMENT ON COLUMN orders.amount IS 'In euro'");
        Table table = table("orders");
        assertThat(table.columns())
                .extracting(Column::name, Column::nativeType, Column::nullable, Column::comment)
                .containsExactly(
                        row("z", "integer", true, ""),
                        row("id", "bigint", false, ""),
                        row("amount", "numeric(10,2)", false, "In euro"),
                        row("twice", "numeric", true, ""));
        assertThat(table.comment()).isEqualTo("What was ordered");
        assertThat(table.schema()).isEqualTo("public");
        assertThat(table.metadata())
                .containsEntry("database-name", database.name())
                .containsEntry("identity-columns", List.of("id"))
                .containsEntry("generated-columns", List.of("twice"));
    }

    @Test
    void thePrimaryKeyIsTheRealOneAndUniqueKeysAreListedApart() {
        database.execute(
                "CREATE TABLE members (a int, b int, c int, email text UNIQUE, code text,"
                        + " PRIMARY KEY (c, a) INCLUDE (b))",
                "CREATE UNIQUE INDEX partial ON members (code) WHERE a > 1",
                "CREATE UNIQUE INDEX lowered ON members (lower(code))",
                "CREATE UNIQUE INDEX two ON members (b, code)",
                "CREATE TABLE keyless (id int UNIQUE)");
        assertThat(table("members").key()).containsExactly("c", "a");
        assertThat(table("members").metadata()).containsEntry("unique-keys", List.of("email", "b, code"));
        assertThat(table("keyless").key()).isEmpty();
        assertThat(table("keyless").metadata()).containsEntry("unique-keys", List.of("id"));
    }

    @Test
    void everyKindOfRelationIsListedAsWhatItIs() {
        database.execute(
                "CREATE TABLE plain (id int)",
                "CREATE VIEW seen AS SELECT * FROM plain",
                "CREATE MATERIALIZED VIEW kept AS SELECT * FROM plain",
                "CREATE UNLOGGED TABLE fast (id int)",
                "CREATE FOREIGN DATA WRAPPER none",
                "CREATE SERVER elsewhere FOREIGN DATA WRAPPER none",
                "CREATE FOREIGN TABLE far (id int) SERVER elsewhere",
                "CREATE TABLE base (id int PRIMARY KEY)",
                "CREATE TABLE derived (more int) INHERITS (base)",
                "CREATE SEQUENCE numbers",
                "CREATE TYPE pair AS (a int, b int)");
        assertThat(tables())
                .extracting(Table::name, Table::kind)
                .containsExactly(
                        row("base", Table.Kind.PARENT),
                        row("derived", Table.Kind.TABLE),
                        row("far", Table.Kind.FOREIGN),
                        row("fast", Table.Kind.TABLE),
                        row("kept", Table.Kind.MATERIALIZED_VIEW),
                        row("plain", Table.Kind.TABLE),
                        row("seen", Table.Kind.VIEW));
        assertThat(table("kept").metadata())
                .containsEntry("is-view", true)
                .containsEntry("table-kind", "materialized view");
        assertThat(table("derived").metadata()).containsEntry("inherits", List.of("base"));
    }

    @Test
    void theKeyOfATableThatOthersInheritFromIsNone() {
        database.execute("CREATE TABLE base (id int PRIMARY KEY)", "CREATE TABLE derived () INHERITS (base)");
        database.execute("INSERT INTO base VALUES (1)", "INSERT INTO derived VALUES (1)");
        assertThat(table("base").key()).isEmpty();
    }

    @Test
    void partitionedTablesAreListedAndTheirPartitionsByOption() {
        database.execute(
                "CREATE TABLE sales (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
                "CREATE TABLE sales_2025 PARTITION OF sales FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"
                        + " PARTITION BY RANGE (id)",
                "CREATE TABLE sales_2025_low PARTITION OF sales_2025 FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE sales_2026 PARTITION OF sales FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                "INSERT INTO sales SELECT n, '2025-05-05' FROM generate_series(1, 30) n",
                "INSERT INTO sales SELECT n, '2026-05-05' FROM generate_series(1, 12) n",
                "ANALYZE sales, sales_2025, sales_2025_low, sales_2026");
        Table sales = table("sales");
        assertThat(tables()).extracting(Table::name).containsExactly("sales");
        assertThat(sales.kind()).isEqualTo(Table.Kind.PARTITIONED);
        assertThat(sales.key()).containsExactly("id", "day");
        assertThat(sales.rowCount()).hasValue(42);
        List<Table> partitions = tables(new PgCatalog(List.of(), true));
        assertThat(partitions).extracting(Table::name).containsExactly("sales_2025_low", "sales_2026");
        assertThat(partitions.get(0).metadata()).containsEntry("partition-of", List.of("sales_2025"));
        assertThat(partitions.get(0).rowCount()).hasValue(30);
    }

    @Test
    void rowsAreEstimatedAndUnknownBeforeAnyAnalyze() {
        database.execute(
                "CREATE TABLE looked AS SELECT generate_series(1, 500)",
                "ANALYZE looked",
                "CREATE TABLE fresh WITH (autovacuum_enabled = false) AS SELECT 1");
        assertThat(table("looked").rowCount()).hasValue(500);
        assertThat(table("fresh").rowCount()).isEmpty();
    }

    @Test
    void systemTablesTemporaryOnesAndThoseOfExtensionsAreLeftOut() throws Exception {
        database.execute("CREATE EXTENSION pg_stat_statements", "CREATE TABLE mine (id int)");
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE passing (id int)");
            assertThat(new PgCatalog(List.of(), false).tables(connection))
                    .extracting(Table::name)
                    .containsExactly("mine");
        }
    }

    @Test
    void schemasAreFilteredByPattern() {
        database.execute(
                "CREATE SCHEMA sales_eu",
                "CREATE TABLE sales_eu.a ()",
                "CREATE SCHEMA \"salesXus\"",
                "CREATE TABLE \"salesXus\".b ()",
                "CREATE SCHEMA \"o'dd\"\"%\"",
                "CREATE TABLE \"o'dd\"\"%\".c ()");
        assertThat(named("sales_*")).containsExactly("sales_eu.a");
        assertThat(named("sales?us")).containsExactly("salesXus.b");
        assertThat(named("o'dd\"%")).containsExactly("o'dd\"%.c");
        assertThat(named("%")).isEmpty();
        assertThat(named("sales_eu", "o*")).containsExactly("o'dd\"%.c", "sales_eu.a");
    }

    @Test
    void aTableThatMayNotBeReadIsListedWithTheGrantThatMendsIt() throws Exception {
        database.execute(
                "CREATE TABLE seen (id int)",
                "CREATE TABLE \"Hidden\" (id int)",
                "CREATE SCHEMA closed",
                "CREATE TABLE closed.inside (id int)");
        PostgresUser user = database.user();
        database.execute("GRANT SELECT ON seen TO " + user.name());
        List<Table> tables = tables(user);
        assertThat(tables).extracting(Table::name).containsExactly("inside", "Hidden", "seen");
        assertThat(unavailable(tables.get(0)))
                .isEqualTo("PERMISSION: user '" + user.name() + "' may not read closed.inside; its owner can let it:"
                        + " GRANT USAGE ON SCHEMA \"closed\" TO \"" + user.name() + "\";"
                        + " GRANT SELECT ON \"closed\".\"inside\" TO \"" + user.name() + "\"");
        assertThat(unavailable(tables.get(1)))
                .isEqualTo("PERMISSION: user '" + user.name() + "' may not read public.Hidden; its owner can let it:"
                        + " GRANT SELECT ON \"public\".\"Hidden\" TO \"" + user.name() + "\"");
        assertThat(tables.get(2).unavailable()).isEmpty();
        database.execute(unavailable(tables.get(1)).replaceFirst(".*: GRANT", "GRANT"));
        assertThat(tables(user).get(1).unavailable()).isEmpty();
    }

    @Test
    void ofATableThatMayBeReadInPartOnlyThatPartIsListed() throws Exception {
        database.execute("CREATE TABLE people (id int PRIMARY KEY, name text, salary int, email text UNIQUE)");
        PostgresUser user = database.user();
        database.execute("GRANT SELECT (name, id) ON people TO " + user.name());
        Table people = tables(user).get(0);
        assertThat(people.columns()).extracting(Column::name).containsExactly("id", "name");
        assertThat(people.key()).containsExactly("id");
        assertThat(people.metadata()).doesNotContainKey("unique-keys");
        assertThat(people.unavailable()).isEmpty();
        database.execute("REVOKE SELECT (id) ON people FROM " + user.name());
        assertThat(tables(user).get(0).key()).isEmpty();
    }

    @Test
    void rowLevelSecurityIsNotedForWhomItHidesRows() throws Exception {
        database.execute("CREATE TABLE guarded (id int)", "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY");
        PostgresUser reader = database.reader("public");
        assertThat(tables(reader).get(0).metadata()).containsEntry("row-level-security", true);
        assertThat(table("guarded").metadata()).doesNotContainKey("row-level-security");
    }

    @Test
    void aTableWithoutColumnsSaysSo() {
        database.execute("CREATE TABLE hollow ()");
        assertThat(unavailable(table("hollow"))).isEqualTo("ABSENT: it has no columns");
    }

    @Test
    void typesAreKnownWithAllTheyAreMadeOf() {
        database.execute(
                "CREATE SCHEMA other",
                "CREATE TYPE other.mood AS ENUM ('sad', 'ok')",
                "ALTER TYPE other.mood ADD VALUE 'so-so' BEFORE 'ok'",
                "CREATE DOMAIN price AS numeric(8,3) NOT NULL",
                "CREATE DOMAIN prices AS price[]",
                "CREATE TYPE item AS (\"the name\" varchar(20), moods other.mood[], cost price)",
                "CREATE TYPE span AS RANGE (subtype = date)",
                "CREATE TABLE t (m other.mood, p prices, i item, s span, ms datemultirange, grid int[][], v int2vector,"
                        + " c text COLLATE \"C\", n numeric(5,-2)[])");
        Function<String, PgType> types = types(table("t"));
        assertThat(types.apply("m").labels()).containsExactly("sad", "so-so", "ok");
        assertThat(types.apply("m").printed()).isEqualTo("other.mood");
        PgType prices = types.apply("p");
        assertThat(prices.kind()).isEqualTo(PgType.Kind.DOMAIN);
        assertThat(prices.inner().kind()).isEqualTo(PgType.Kind.ARRAY);
        assertThat(prices.inner().inner().notNull()).isTrue();
        assertThat(prices.inner().inner().inner().precision()).hasValue(8);
        assertThat(prices.inner().inner().inner().printed()).isEqualTo("numeric(8,3)");
        assertThat(types.apply("i").attributes())
                .extracting(PgAttribute::name, attribute -> attribute.type().printed())
                .containsExactly(
                        row("the name", "character varying(20)"), row("moods", "other.mood[]"), row("cost", "price"));
        assertThat(types.apply("i").attributes().get(0).type().length()).hasValue(20);
        assertThat(types.apply("s").inner().name()).isEqualTo("date");
        assertThat(types.apply("ms").kind()).isEqualTo(PgType.Kind.MULTIRANGE);
        assertThat(types.apply("ms").inner().name()).isEqualTo("date");
        assertThat(types.apply("grid").dimensions()).isEqualTo(2);
        assertThat(types.apply("v").kind()).isEqualTo(PgType.Kind.BASE);
        assertThat(types.apply("c").collation()).hasValue("C");
        assertThat(types.apply("n").inner().scale()).hasValue(-2);
    }

    @Test
    void theCollationOfTheDatabaseIsNamed() {
        database.execute(
                "CREATE TABLE t (plain text, german text COLLATE \"de-x-icu\", posix text COLLATE \"POSIX\", id int)");
        String ofDatabase = database.query("SELECT datcollate FROM pg_database WHERE datname = current_database()")
                .get(0);
        assertThat(table("t").columns())
                .extracting(Column::collation)
                .containsExactly(ofDatabase, "de-x-icu", "POSIX", "");
    }

    @Test
    void aHundredTablesTakeAsManyQueriesAsOne() throws Exception {
        database.execute("CREATE TABLE one (id int PRIMARY KEY)");
        try (Connection connection = database.connect()) {
            int few = queries(connection);
            database.execute(IntStream.range(0, 100)
                    .mapToObj(i -> "CREATE TABLE t" + i + " (id int PRIMARY KEY, name text)")
                    .toArray(String[]::new));
            assertThat(queries(connection)).isEqualTo(few).isLessThanOrEqualTo(8);
        }
    }

    private static int queries(Connection connection) throws SQLException {
        CountingConnection counting = new CountingConnection(connection);
        new PgCatalog(List.of(), false).tables(counting.connection());
        return counting.statements();
    }

    private Table table(String name) {
        return tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Table> tables() {
        return tables(new PgCatalog(List.of(), false));
    }

    private List<Table> tables(PgCatalog catalog) {
        try (Connection connection = database.connect()) {
            return catalog.tables(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Table> tables(PostgresUser user) throws SQLException {
        try (Connection connection = database.connect(user)) {
            return new PgCatalog(List.of(), false).tables(connection);
        }
    }

    private List<String> named(String... patterns) {
        return tables(new PgCatalog(List.of(patterns), false)).stream()
                .map(Table::toString)
                .toList();
    }

    private static String unavailable(Table table) {
        SourceException why = table.unavailable().orElseThrow();
        return why.kind() + ": " + why.getMessage();
    }

    private static Function<String, PgType> types(Table table) {
        return name -> table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .flatMap(column -> column.detail(PgType.class))
                .orElseThrow();
    }

    private static Tuple row(Object... values) {
        return tuple(new ArrayList<>(List.of(values)).toArray());
    }
}
