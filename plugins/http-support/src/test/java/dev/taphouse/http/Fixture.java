package dev.taphouse.http;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.TimeFormat;
import dev.taphouse.http.paging.PageSize;
import dev.taphouse.http.record.JsonBody;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.TestContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server of its own for each test, and reads of its rows. */
abstract class Fixture {
    static final PageSize FIFTY = new PageSize("limit", 50);
    static final StreamSpec SPEC = StreamSpec.of(
            "rows",
            Field.of("id", Type.INTEGER),
            Field.of("created_at", Type.INTEGER),
            Field.of("updated_at", Type.INTEGER),
            Field.of("version", Type.INTEGER));

    ChangingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ChangingServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The rows at a path, by a sort. */
    static HttpStream rows(String path, String sort) {
        return new HttpStream("rows")
                .path(path)
                .param("sort", sort)
                .primaryKey("id")
                .format(JsonBody.at("data[*]"))
                .schema(SPEC);
    }

    /** By updated_at in seconds, filtered by {@code from}. */
    static Incremental byUpdated() {
        return Incremental.by("updated_at").format(TimeFormat.EPOCH_S).startParam("from");
    }

    CapturedStream read(HttpStream stream, Position from) throws Exception {
        return read(stream, from, UnaryOperator.identity());
    }

    CapturedStream read(HttpStream stream, Position from, UnaryOperator<CapturedSink> ending) throws Exception {
        return read(stream, from, ending, Map.of());
    }

    CapturedStream read(HttpStream stream, Position from, UnaryOperator<CapturedSink> ending, Map<String, ?> config)
            throws Exception {
        TestSource source = new TestSource(server.url(), stream);
        Map<String, Object> settings = new HashMap<>(config);
        settings.put("read_timeout", 10L);
        try (Drive drive = Drive.open(source, TestContext.of(source, settings))) {
            StreamRead read = StreamRead.of(drive.discover(stream.name())).from(from);
            return drive.read(read, ending).stream(stream.name());
        }
    }

    static Set<Integer> ids(CapturedStream stream) {
        return stream.rows().stream()
                .map(row -> ((Long) Objects.requireNonNull(row.get("id"))).intValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The greatest version of each row that came. */
    static Map<Integer, Long> versions(List<Map<String, @Nullable Object>> rows) {
        Map<Integer, Long> versions = new HashMap<>();
        for (Map<String, @Nullable Object> row : rows) {
            versions.merge(
                    ((Long) Objects.requireNonNull(row.get("id"))).intValue(),
                    (Long) Objects.requireNonNull(row.get("version")),
                    Math::max);
        }
        return versions;
    }
}
