package dev.taphouse.blog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.Drive;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parents and children, read in one walk. */
final class BlogSourceTest {
    private BlogServer server;

    @BeforeEach
    void start() throws IOException {
        server = new BlogServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Drive open() throws Exception {
        return Drive.open(new BlogSource(), Map.of("base_url", server.url(), "token", "t0ken", "max_tries", 1L));
    }

    /** Reads streams together, as a host does. */
    private static CapturedSink read(Drive drive, String... names) throws Exception {
        List<StreamRead> reads = drive.session().discover(Set.of(names)).stream()
                .map(StreamRead::of)
                .toList();
        List<Split> splits = drive.session().plan(reads);
        assertThat(splits).hasSize(1);
        CapturedSink sink = CapturedSink.of(splits.get(0));
        drive.read(splits.get(0), sink);
        return sink;
    }

    @Test
    void fieldsAreInferredFromRecordsAndTheirParents() throws Exception {
        try (Drive drive = open()) {
            StreamSpec comments = drive.discover("comments");
            assertThat(comments.fields())
                    .extracting(field -> field.name())
                    .containsExactlyInAnyOrder("post_id", "id", "text", "hidden");
            assertThat(comments.keys()).containsExactly("post_id", "id");
        }
    }

    @Test
    void parentsAndChildrenComeInOneWalk() throws Exception {
        try (Drive drive = open()) {
            drive.check();
            CapturedSink sink = read(drive, "posts", "comments", "tags");

            assertThat(sink.stream("posts").column("id")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(sink.stream("comments").column("id"))
                    .containsExactly(11L, 12L, 21L, 22L, 31L, 41L, 42L, 51L, 52L, 61L, 62L, 71L, 72L);
            assertThat(sink.stream("comments").column("post_id")).startsWith(1L, 1L, 2L, 2L, 3L, 4L);
        }
    }

    @Test
    void aNestedListIsAskedForOnlyWhereItWasCut() throws Exception {
        try (Drive drive = open()) {
            CapturedSink sink = read(drive, "tags");
            assertThat(sink.stream("tags").column("post_id")).containsExactly(1L, 2L, 3L, 4L, 5L, 5L, 6L, 7L);
            assertThat(server.paths())
                    .filteredOn(path -> path.endsWith("/tags"))
                    .containsExactly("posts/5/tags");
        }
    }

    @Test
    void aParentThatIsNotSelectedIsWalkedAndNotPushed() throws Exception {
        try (Drive drive = open()) {
            assertThat(read(drive, "comments").stream("comments").rows()).hasSize(13);
        }
    }

    @Test
    void aParentThatIsGoneIsASkippedChildAndCounted() throws Exception {
        server.answer("posts/4/comments", 404, "{}");
        try (Drive drive = open()) {
            CapturedSink sink = read(drive, "posts", "comments");
            assertThat(sink.stream("comments").rows()).hasSize(11);
            assertThat(sink.stream("comments").failure()).isEmpty();
            assertThat(drive.context().counted("children_skipped")).isEqualTo(1);
        }
    }

    @Test
    void childrenThatAreNowhereFailTheirStream() throws Exception {
        try (Drive drive = open()) {
            List<StreamRead> reads = drive.session().discover(Set.of("posts", "comments")).stream()
                    .map(StreamRead::of)
                    .toList();
            for (int id = 1; id <= 7; id++) {
                server.answer("posts/" + id + "/comments", 404, "{}");
            }
            Split split = drive.session().plan(reads).get(0);
            CapturedSink sink = CapturedSink.of(split);
            drive.read(split, sink);
            assertThat(sink.stream("posts").rows()).hasSize(7);
            assertThat(sink.stream("comments").failure().orElseThrow())
                    .hasMessage("stream 'comments': none of the 7 records of 'posts' has such a list: the API answered"
                            + " 'not found' each time");
        }
    }

    @Test
    void aChildThatIsForbiddenFailsAlone() throws Exception {
        try (Drive drive = open()) {
            List<StreamRead> reads = drive.session().discover(Set.of()).stream()
                    .map(StreamRead::of)
                    .toList();
            server.answer("posts/2/comments", 403, "{\"message\":\"no\"}");
            Split split = drive.session().plan(reads).get(0);
            CapturedSink sink = CapturedSink.of(split);
            drive.read(split, sink);
            assertThat(sink.stream("comments").failure().orElseThrow().kind())
                    .isEqualTo(SourceException.Kind.PERMISSION);
            assertThat(sink.stream("posts").rows()).hasSize(7);
            assertThat(sink.stream("tags").rows()).hasSize(8);
        }
    }

    @Test
    void aWrongTokenEndsTheRun() throws Exception {
        try (Drive drive =
                Drive.open(new BlogSource(), Map.of("base_url", server.url(), "token", "wr0ng", "max_tries", 1L))) {
            SourceException failure = catchThrowableOfType(SourceException.class, drive::check);
            assertThat(failure.kind()).isEqualTo(SourceException.Kind.CREDENTIALS);
            assertThat(failure.getMessage()).doesNotContain("wr0ng");
        }
    }
}
