package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Proof (f): a worker takes records and positions away in batches, is killed at random, and resumes from any position it
 * committed. {@code -Dkills=N} kills more often, {@code -Dseed=N} kills elsewhere.
 */
class PollDriverTest {
    private static final int ROWS = 300;
    private static final int KILLS = Integer.getInteger("kills", 40);
    private static final long SEED = Long.getLong("seed", 20260131L);

    private final JdbcDataSource database = new JdbcDataSource();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Connection keepsItAlive;

    @BeforeEach
    void makeTables() throws SQLException {
        database.setURL("jdbc:h2:mem:worker");
        keepsItAlive = database.getConnection();
        for (String table : List.of("one", "two")) {
            sql("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, \"AT\" INT, name VARCHAR(50))");
            for (int id = 1; id <= ROWS; id++) {
                sql("INSERT INTO " + table + " VALUES (" + id + ", " + id * 7 % 50 + ", 'n" + id + "')");
            }
        }
    }

    @AfterEach
    void dropTables() throws SQLException {
        sql("DROP ALL OBJECTS");
        keepsItAlive.close();
    }

    @Test
    void wholeStreamsLoseNothing() throws Exception {
        losesNothing(read -> read);
    }

    @Test
    void lanesLoseNothing() throws Exception {
        losesNothing(read -> read.lanes(3));
    }

    @Test
    void incrementalStreamsLoseNothing() throws Exception {
        losesNothing(read -> read.method(StreamSpec.Method.INCREMENTAL, "at"));
    }

    private void losesNothing(UnaryOperator<StreamRead> how) throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 4; round++) {
            Map<String, Position> committed = new ConcurrentHashMap<>();
            Map<String, Set<Long>> target = new HashMap<>(Map.of("one", new TreeSet<>(), "two", new TreeSet<>()));
            for (int kill = 0; kill < KILLS / 4; kill++) {
                run(how, committed, target, random, random.nextInt(20));
            }
            run(how, committed, target, random, Integer.MAX_VALUE);
            for (String table : target.keySet()) {
                assertThat(target.get(table))
                        .as("%s in round %d, seed %d", table, round, SEED)
                        .isEqualTo(
                                LongStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toCollection(TreeSet::new)));
            }
        }
    }

    /** Polls some batches; of what was polled last, only a part is committed before the worker is killed. */
    private void run(
            UnaryOperator<StreamRead> how,
            Map<String, Position> committed,
            Map<String, Set<Long>> target,
            Random random,
            int batches)
            throws Exception {
        try (KeysetSession session = new KeysetSession(database, "one", "two");
                Worker worker = new Worker(session, committed)) {
            List<StreamRead> wanted = session.discover(Set.of()).stream()
                    .map(spec -> how.apply(StreamRead.of(spec)))
                    .toList();
            worker.start(wanted);
            List<Worker.Item> batch = worker.poll();
            for (int i = 0; batch != null && i < batches; i++) {
                List<Worker.Item> safe = new ArrayList<>(batch);
                if (i + 1 == batches) {
                    safe = safe.subList(0, random.nextInt(safe.size() + 1));
                }
                for (Worker.Item item : safe) {
                    load(item, target);
                    worker.commit(item);
                }
                batch = worker.poll();
            }
            assertThat(worker.failure()).isNull();
        }
    }

    private static void load(Worker.Item item, Map<String, Set<Long>> target) {
        if (item.line().length == 0) {
            return;
        }
        Map<String, ?> record =
                Messages.object(Messages.object(Json.read(new String(item.line(), StandardCharsets.UTF_8)))
                        .get("record"));
        target.getOrDefault(item.partition().replaceFirst("/.*", ""), Set.of()).add((Long) record.get("id"));
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = keepsItAlive.createStatement()) {
            statement.execute(text);
        }
    }
}
