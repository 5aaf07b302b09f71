package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.catalog.Drift;
import dev.taphouse.host.catalog.DriftPolicy;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.catalog.SelectionPatterns;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.state.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TableVersionsTest {
    private static final StreamSpec ITEMS = StreamSpec.of("items", Field.of("id", Type.INT64));
    private static final StreamSpec LOGGED =
            StreamSpec.of("logged", Field.of("id", Type.INT64)).logBased();
    private static final StreamSpec EVENTS = StreamSpec.of("events", Field.of("id", Type.INT64))
            .defaultCursor("id")
            .ordered();

    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private Instant now = Instant.ofEpochMilli(1_000);
    private boolean wished = true;
    private Map<String, @Nullable Object> state = Map.of();

    @BeforeEach
    void keepLog() {
        Log.to(new PrintStream(notes, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveLogBack() {
        Log.to(System.err);
    }

    @Test
    void aFirstLoadIsActivatedAtItsBeginAndAtItsEnd() throws Exception {
        Messages messages = run(ITEMS, (read, rows) -> {
            add(rows, 1);
            add(rows, 2);
        });

        assertThat(withoutStates(messages))
                .containsExactly("SCHEMA", "ACTIVATE_VERSION", "RECORD", "RECORD", "ACTIVATE_VERSION");
        assertThat(versions(messages)).containsOnly(1_000L);
        assertThat(Messages.bookmark(messages.states().get(0), "items")).containsEntry("version", 1_000L);
        assertThat(messages.types()).endsWith("ACTIVATE_VERSION", "STATE");
    }

    @Test
    void aLaterLoadIsActivatedAtItsEndAloneAndItsVersionIsGreaterWhateverTheClockSays() throws Exception {
        run(ITEMS, (read, rows) -> add(rows, 1));
        now = Instant.ofEpochMilli(5);

        Messages messages = run(ITEMS, (read, rows) -> add(rows, 1));

        assertThat(withoutStates(messages)).containsExactly("SCHEMA", "RECORD", "ACTIVATE_VERSION");
        assertThat(versions(messages)).containsOnly(1_001L);
    }

    @Test
    void anInterruptedPassGoesOnUnderItsVersion() throws Exception {
        Messages broken = run(ITEMS, (read, rows) -> {
            add(rows, 1);
            rows.checkpoint(Position.of(Map.of("last_pk_fetched", Map.of("id", 1L))));
            throw new SourceException(SourceException.Kind.DATA, "the disk is full");
        });
        now = Instant.ofEpochMilli(9_000);

        Messages resumed = run(ITEMS, (read, rows) -> add(rows, 2));

        assertThat(withoutStates(broken)).containsExactly("SCHEMA", "ACTIVATE_VERSION", "RECORD");
        assertThat(withoutStates(resumed)).containsExactly("SCHEMA", "RECORD", "ACTIVATE_VERSION");
        assertThat(versions(resumed)).containsOnly(1_000L);
    }

    @Test
    void aPassThatBeganWithoutAVersionIsNotActivated() throws Exception {
        state = Map.of("bookmarks", Map.of("items", Map.of("last_pk_fetched", Map.of("id", 1L))));

        Messages messages = run(ITEMS, (read, rows) -> add(rows, 2));

        assertThat(withoutStates(messages)).containsExactly("SCHEMA", "RECORD");
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .contains("stream 'items': its interrupted pass began without a version, so none is activated");
    }

    @Test
    void aPassThatGoesOnWithoutAVersionLosesIt() throws Exception {
        wished = false;
        state = Map.of("bookmarks", Map.of("items", Map.of("version", 3L, "last_pk_fetched", Map.of("id", 1L))));

        Messages messages = run(ITEMS, (read, rows) -> add(rows, 2));

        assertThat(messages.bookmark("items")).doesNotContainKey("version");
        assertThat(versions(messages)).isEmpty();
    }

    @Test
    void aFailedPassIsNotActivated() throws Exception {
        run(ITEMS, (read, rows) -> add(rows, 1));

        Messages messages = run(ITEMS, (read, rows) -> {
            add(rows, 1);
            throw new SourceException(SourceException.Kind.DATA, "the disk is full");
        });

        assertThat(withoutStates(messages)).containsExactly("SCHEMA", "RECORD");
    }

    @Test
    void aPassThatRejectedRowsIsNotActivated() throws Exception {
        run(ITEMS, (read, rows) -> add(rows, 1));

        Messages messages = run(ITEMS, (read, rows) -> {
            add(rows, 1);
            rows.int64(0, 2);
            rows.reject("torn");
        });

        assertThat(withoutStates(messages)).containsExactly("SCHEMA", "RECORD");
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .contains("stream 'items': rows were rejected, so its version is not activated");
    }

    @Test
    void anIncrementalStreamHasNoVersion() throws Exception {
        Messages messages = run(EVENTS, (read, rows) -> add(rows, 1));

        assertThat(withoutStates(messages)).containsExactly("SCHEMA", "RECORD");
        assertThat(versions(messages)).isEmpty();
    }

    @Test
    void aLogWhoseTableIsTruncatedGoesOnUnderAGreaterVersion() throws Exception {
        Messages messages = run(LOGGED, (read, rows) -> {
            add(rows, 1);
            rows.truncate();
            add(rows, 2);
            rows.checkpoint(Position.of("lsn", 5));
        });

        assertThat(withoutStates(messages))
                .containsExactly("SCHEMA", "ACTIVATE_VERSION", "RECORD", "ACTIVATE_VERSION", "RECORD");
        assertThat(versions(messages)).containsExactly(1_000L, 1_000L, 1_001L, 1_001L);
        assertThat(versions(run(LOGGED, (read, rows) -> add(rows, 3)))).containsExactly(1_001L);
    }

    @Test
    void aLogWithoutVersionsFailsWhenItsTableIsTruncated() throws Exception {
        wished = false;

        Messages messages = run(LOGGED, (read, rows) -> {
            add(rows, 1);
            rows.truncate();
            add(rows, 2);
        });

        assertThat(withoutStates(messages)).containsExactly("SCHEMA", "RECORD");
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .contains("stream 'logged' was truncated at the source, which a target cannot be told")
                .contains("with --activate-version from its first load on, targets are told");
    }

    @Test
    void withoutTheWishThereIsNoVersion() throws Exception {
        wished = false;

        Messages messages = run(ITEMS, (read, rows) -> add(rows, 1));

        assertThat(withoutStates(messages)).containsExactly("SCHEMA", "RECORD");
        assertThat(versions(messages)).isEmpty();
    }

    private static void add(RowWriter rows, long id) {
        rows.int64(0, id);
        rows.end();
    }

    private static List<String> withoutStates(Messages messages) {
        return messages.types().stream().filter(type -> !type.equals("STATE")).toList();
    }

    private static List<Object> versions(Messages messages) {
        return messages.lines().stream()
                .filter(line -> line.containsKey("version"))
                .map(line -> (Object) line.get("version"))
                .toList();
    }

    /** Runs the real engine from the state that the last run left. */
    private Messages run(StreamSpec spec, Load load) throws Exception {
        OneRead session = OneRead.of((split, out) -> load.load(split.stream(), out.rows(spec.name())), spec);
        Selection selection = new Selection(
                Optional.of(Catalog.of(List.of(spec))), SelectionPatterns.NONE, DriftPolicy.WARN, false, wished);
        Drift drift = new Drift(DriftPolicy.WARN, Log::warn);
        List<Wanted> wanted = new WantedStreams("demo", Map.of(), selection, drift)
                .of(selection.given().orElseThrow(), session.discover(Set.of()), stream -> true).stream()
                        .map(TableVersionsTest::byLog)
                        .toList();
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        Setup setup = new Setup(
                session,
                new State(state),
                new MessageWriter(stdout),
                new Pace(1, Duration.ZERO),
                new Retry(1, Duration.ZERO),
                new Stop(),
                Clock.fixed(now, ZoneOffset.UTC),
                Map.of(),
                Conduct.alone(Sync::thread));
        Engine.run(setup, wanted);
        Messages messages = Messages.of(stdout.toByteArray());
        state = messages.lastState();
        return messages;
    }

    private static Wanted byLog(Wanted each) {
        StreamRead read = each.read();
        return read == null || !read.spec().methods().contains(StreamSpec.Method.LOG_BASED)
                ? each
                : each.reading(read.method(StreamSpec.Method.LOG_BASED));
    }

    private interface Load {
        void load(StreamRead read, RowWriter rows) throws Exception;
    }
}
