package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row is the same bytes by full table, by incremental and by log, for every value of the plugin's data file. */
final class PostgresqlLogValuesIT {
    private static final Path DATA =
            Built.root().resolve("plugins/postgresql/src/test/resources/dev/taphouse/postgresql/codec");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void everyValueIsTheSameBytesOnAllThreeWays(int major) throws IOException {
        try (PostgresDatabase database = PostgresServer.shared(major).newDatabase()) {
            database.execute(Files.readString(DATA.resolve("types.sql")));
            Map<String, List<String>> values = values(major);
            if (!takesXml(database)) {
                values.keySet().removeIf(type -> type.startsWith("xml"));
            }
            List<String> tables = tables(database, values);
            PostgresqlTap tap = new PostgresqlTap(folder, database);
            CatalogFile catalog = tap.discover();
            tables.forEach(table -> catalog.root("public-" + table).put("replication-method", "LOG_BASED"));
            Result empty = tap.sync(catalog).run().succeeded();

            insert(database, values);

            Map<String, List<String>> log = records(
                    tap.sync(catalog, empty.messages().lastState()).run().succeeded());
            tables.forEach(table -> catalog.root("public-" + table).put("replication-method", "FULL_TABLE"));
            Map<String, List<String>> full = records(tap.sync(catalog).run().succeeded());
            tables.forEach(table -> catalog.incremental("public-" + table, "id"));
            Map<String, List<String>> incremental =
                    records(tap.sync(catalog).run().succeeded());

            assertThat(full).hasSize(tables.size());
            assertThat(incremental).isEqualTo(full);
            assertThat(log).isEqualTo(full);
        }
    }

    private static Map<String, List<String>> values(int major) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DATA.resolve("values.tsv"))) {
            String[] parts = line.split("\t", -1);
            if (!line.startsWith("#") && (parts[3].isEmpty() || Integer.parseInt(parts[3]) <= major)) {
                values.computeIfAbsent(parts[0], type -> new ArrayList<>()).add(parts[1]);
            }
        }
        return values;
    }

    private static List<String> tables(PostgresDatabase database, Map<String, List<String>> values) {
        List<String> tables = new ArrayList<>();
        for (String type : values.keySet()) {
            String table = "t" + tables.size();
            database.execute("CREATE TABLE " + table + " (id int PRIMARY KEY, v " + type + ")");
            tables.add(table);
        }
        return tables;
    }

    private static void insert(PostgresDatabase database, Map<String, List<String>> values) {
        int table = 0;
        for (List<String> each : values.values()) {
            for (int id = 0; id < each.size(); id++) {
                database.execute("INSERT INTO t" + table + " VALUES (" + id + ", " + each.get(id) + ")");
            }
            table++;
        }
    }

    /** XML is left out of some binaries. */
    private static boolean takesXml(PostgresDatabase database) {
        try {
            database.execute("SELECT '<a/>'::xml");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** The text of each record, by stream and in the order of the key, without what a log adds. */
    private static Map<String, List<String>> records(Result result) {
        Map<String, List<String>> records = new TreeMap<>();
        for (String line : result.lines()) {
            if (line.startsWith("{\"type\":\"RECORD\"")) {
                // as text: a value of type json may have a name twice
                String stream = line.substring(line.indexOf("\"stream\":"), line.indexOf(",\"record\":"));
                String record = line.substring(line.indexOf("\"record\":"), line.lastIndexOf(",\"time_extracted\""));
                records.computeIfAbsent(stream, name -> new ArrayList<>())
                        .add(record.replaceFirst(",\"_sdc_lsn\":\\d+,\"_sdc_deleted_at\":null}$", "}"));
            }
        }
        return records;
    }
}
