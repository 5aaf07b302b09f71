package dev.taphouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Field;
import dev.taphouse.api.Option;
import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriveTest {
    private static final StreamSpec NUMBERS = StreamSpec.of(
                    "numbers",
                    Field.of("n", Type.INT64).notNull(),
                    Field.of("at", Type.INSTANT),
                    Field.of("raw", Type.BYTES))
            .keys("n");

    @Test
    void capturesRowsPositionsAndWhatTheyCover() throws Exception {
        try (Drive drive = Drive.open(new Numbers(DriveTest::three), Map.of("first", 5))) {
            drive.check();
            CapturedRead read = drive.read("numbers", Position.START);

            assertThat(read.complete()).isTrue();
            assertThat(read.stream("numbers").column("n")).containsExactly(1L, 2L, 3L);
            assertThat(read.stream("numbers").rows().get(0))
                    .containsEntry("at", "1970-01-01T00:00:01.500000Z")
                    .containsEntry("raw", "00ff");
            assertThat(read.stream("numbers").checkpoints())
                    .containsExactly(
                            new Checkpoint(Position.of("n", 1), 1),
                            new Checkpoint(Position.of("n", 2), 2),
                            new Checkpoint(Position.of("n", 3), 3));
        }
    }

    @Test
    void endsAtACheckpointOrARow() throws Exception {
        try (Drive drive = Drive.open(new Numbers(DriveTest::three), Map.of())) {
            StreamRead whole = StreamRead.of(drive.discover("numbers"));

            CapturedRead atCheckpoint = drive.read(whole, sink -> sink.endAtCheckpoint(2));
            assertThat(atCheckpoint.complete()).isFalse();
            assertThat(atCheckpoint.stream("numbers").covered()).hasSize(2);

            CapturedRead atRow = drive.read(whole, sink -> sink.endAtRow(2));
            assertThat(atRow.stream("numbers").rows()).hasSize(2);
            assertThat(atRow.stream("numbers").covered()).hasSize(1);

            CapturedRead limited = drive.read(whole.limit(2));
            assertThat(limited.complete()).isFalse();
            assertThat(limited.stream("numbers").rows()).hasSize(2);
        }
    }

    @Test
    void refusesMisuseAndMisfits() {
        refuses(rows -> rows.int64(9, 1), IndexOutOfBoundsException.class, "9");
        refuses(rows -> twice(rows), IllegalStateException.class, "field 'n' of stream 'numbers' was written twice");
        refuses(rows -> openRow(rows), IllegalStateException.class, "checkpoint inside a row of stream 'numbers'");
        refuses(RowWriter::end, SourceException.class, "field 'n' (INT64 not null) does not take null");
        refuses(rows -> rows.text(0, "x"), SourceException.class, "field 'n' (INT64 not null) does not take a text");
        refuses(rows -> rows.bool(0, true), SourceException.class, "does not take a Boolean");
        refuses(rows -> rows.text(1, "0000-00-00"), SourceException.class, "field 'at' (INSTANT) does not take");
        refuses(rows -> addJson(rows, "[1]"), SourceException.class, "a row that is no JSON object");
    }

    @Test
    void takesRowsByNameAndAsJson() throws Exception {
        SimpleSession.Loader loader = (read, rows) -> {
            rows.add(Map.of("n", 1, "at", Instant.EPOCH, "other", "ignored"));
            addJson(rows, "{\"n\": 2, \"at\": \"2026-01-01T02:00:00+02:00\", \"other\": 1}");
        };
        try (Drive drive = Drive.open(new Numbers(loader), Map.of())) {
            CapturedStream numbers = drive.read("numbers", Position.START).stream("numbers");
            assertThat(numbers.column("at")).containsExactly("1970-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
        }
    }

    @Test
    void readsSchemaFiles(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("orders.json"), """
                {"type": "object", "x-key-properties": ["id"], "x-replication-keys": ["at"],
                 "x-replication-method": "INCREMENTAL", "definitions": {"money": {"type": ["number", "null"]}},
                 "properties": {
                   "id": {"type": "integer"}, "small": {"type": ["integer", "null"], "minimum": 0, "maximum": 9},
                   "at": {"type": ["string", "null"], "format": "date-time"}, "total": {"$ref": "#/definitions/money"},
                   "tags": {"type": "array", "items": {"type": "string", "maxLength": 5}},
                   "any": {"type": ["string", "integer"]}}}
                """);
        TestContext context =
                TestContext.of(new Numbers(DriveTest::three), Map.of()).schemas(folder);

        StreamSpec orders = context.stream("orders");

        assertThat(orders.keys()).containsExactly("id");
        assertThat(orders.defaultCursor()).containsExactly("at");
        assertThat(orders.fields())
                .containsExactly(
                        Field.of("id", Type.INTEGER).notNull(),
                        Field.of("small", Type.INT16),
                        Field.of("at", Type.INSTANT),
                        Field.of("total", Type.DECIMAL),
                        Field.of("tags", Type.list(Type.text(5))).notNull(),
                        Field.of("any", Type.JSON).notNull());
        assertThat(context.streams()).containsExactly(orders);
    }

    @Test
    void refusesConfigsLikeAHost() {
        assertThatThrownBy(() -> TestContext.of(new Numbers(DriveTest::three), Map.of("frist", 1)))
                .hasMessage("option 'frist' is unknown; there are [first]");
        assertThatThrownBy(() -> TestContext.of(new Numbers(DriveTest::three), Map.of("first", "x")))
                .hasMessage("option 'first' is not an integer");
    }

    private static void three(StreamRead read, RowWriter rows) {
        for (long n = 1; n <= 3; n++) {
            rows.int64(0, n);
            rows.instant(1, n, 500_000_000);
            rows.bytes(2, new byte[] {0, (byte) 255}, 0, 2);
            rows.end();
            rows.checkpoint(Position.of("n", n));
        }
    }

    private static void twice(RowWriter rows) {
        rows.int64(0, 1);
        rows.int64(0, 2);
    }

    private static void openRow(RowWriter rows) {
        rows.int64(0, 1);
        rows.checkpoint(Position.START);
    }

    private static void addJson(RowWriter rows, String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        rows.addJson(utf8, 0, utf8.length);
    }

    private static void refuses(java.util.function.Consumer<RowWriter> use, Class<?> type, String message) {
        CapturedSink sink = CapturedSink.of(StreamRead.of(NUMBERS));
        assertThatThrownBy(() -> use.accept(sink.rows("numbers")))
                .isInstanceOf(type)
                .hasMessageContaining(message);
    }

    private record Numbers(SimpleSession.Loader loader) implements Source {
        private static final Option<Long> FIRST =
                Option.integer("first", "First number").defaultsTo(1L);

        @Override
        public List<Option<?>> options() {
            return List.of(FIRST);
        }

        @Override
        public SourceSession open(SourceContext context) {
            return new SimpleSession(() -> context.get(FIRST)).stream(NUMBERS, loader);
        }
    }
}
