package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Proof (e): one walk over parents pushes them and the children of each, in one split. */
class ParentChildTest {
    private static final int PARENTS = 60;
    private static final int CHILDREN = 4;
    private static final StreamSpec REPOS =
            StreamSpec.of("repos", Field.of("id", Type.INT64).notNull()).keys("id");

    private final Map<Kind, Integer> refusals = new EnumMap<>(Kind.class);
    private int positionsBuilt;

    @Test
    void walksOnce() throws Exception {
        Sync.Outcome outcome = Sync.of(source(1, Map.of())).run();
        assertThat(outcome.messages().records("repos")).hasSize(PARENTS);
        assertThat(outcome.messages().records("issues0")).hasSize(PARENTS * CHILDREN);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
    }

    @Test
    void parentThatIsNotSelectedIsWalkedAndNotPushed() throws Exception {
        Sync.Outcome outcome = Sync.of(source(1, Map.of())).only("issues0").run();
        assertThat(outcome.messages().records("repos")).isEmpty();
        assertThat(outcome.messages().schemas("repos")).isEmpty();
        assertThat(outcome.messages().records("issues0")).hasSize(PARENTS * CHILDREN);
    }

    @Test
    void bookmarkPerParentResumesFromEveryState() throws Exception {
        Messages whole =
                Sync.of(source(2, Map.of())).reads(ParentChildTest::byLog).run().messages();
        assertThat(whole.states()).hasSizeGreaterThan(PARENTS);
        for (int i = 0; i < whole.states().size(); i += 7) {
            Messages before = whole.upToState(i);
            Messages after = Sync.of(source(2, Map.of()))
                    .state(before.lastState())
                    .reads(ParentChildTest::byLog)
                    .run()
                    .messages();
            for (String stream : List.of("issues0", "issues1")) {
                List<String> ids = new ArrayList<>(before.values(stream, "id"));
                ids.addAll(after.values(stream, "id"));
                assertThat(ids.stream().distinct().toList())
                        .as("%s from STATE %d", stream, i)
                        .isEqualTo(whole.values(stream, "id"));
                assertThat(ids.size())
                        .as("the children of the last parent may come again")
                        .isLessThanOrEqualTo(PARENTS * CHILDREN + CHILDREN);
            }
        }
    }

    @Test
    void dearPositionIsBuiltOnlyWhenItIsOfUse() throws Exception {
        Sync.of(source(1, Map.of()))
                .reads(ParentChildTest::byLog)
                .pace(new Pace(PARENTS * CHILDREN / 2, Duration.ofDays(1)))
                .run();
        assertThat(positionsBuilt).isBetween(1, 5);
    }

    @Test
    void refusedChildrenEndByTheirKindAndTheOthersGoOn() throws Exception {
        Map<Integer, Kind> refused = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            refused.put(kind.ordinal() + 1, kind);
        }
        Sync.Outcome outcome = Sync.of(source(20, refused)).run();
        for (int i = 0; i < 20; i++) {
            String stream = "issues" + i;
            Kind kind = refused.get(i);
            List<String> rows = outcome.messages().values(stream, "id");
            if (kind == null) {
                assertThat(outcome.verdict(stream)).isEqualTo(Verdict.COMPLETE);
                assertThat(rows).hasSize(PARENTS * CHILDREN).doesNotHaveDuplicates();
            } else if (kind == Kind.UNAVAILABLE) {
                assertThat(outcome.verdict(stream)).isEqualTo(Verdict.COMPLETE);
                assertThat(outcome.stream(stream).retries()).isEqualTo(1);
                assertThat(new HashSet<>(rows)).hasSize(PARENTS * CHILDREN);
            } else {
                assertThat(outcome.verdict(stream)).isEqualTo(kind == Kind.ABSENT ? Verdict.SKIPPED : Verdict.FAILED);
                assertThat(outcome.reason(stream)).isEqualTo(stream + " is " + kind);
                assertThat(outcome.log()).contains("stream '" + stream + "': " + stream + " is " + kind);
                assertThat(rows).hasSize(5 * CHILDREN);
            }
        }
        assertThat(outcome.messages().values("repos", "id")).hasSize(PARENTS);
        assertThat(refusals).hasSize(Kind.values().length);
    }

    @Test
    void childrenThatStayUnavailableFailEachForItsOwnReason() throws Exception {
        OneRead session = OneRead.of(
                (split, out) -> {
                    for (StreamRead read : split.streams()) {
                        String name = read.spec().name();
                        if (name.equals("repos")) {
                            out.rows(name).add(Map.of("id", 1));
                        } else {
                            out.rows(name).fail(new SourceException(Kind.UNAVAILABLE, name + " is busy"));
                        }
                    }
                },
                REPOS,
                issues(0),
                issues(1));
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.reason("issues0")).isEqualTo("issues0 is busy");
        assertThat(outcome.reason("issues1")).isEqualTo("issues1 is busy");
        assertThat(outcome.messages().records("repos")).hasSize(1);
        assertThat(outcome.verdict("repos")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.PARTIAL);
    }

    private static StreamRead byLog(StreamRead read) {
        return read.spec().name().equals("repos") ? read : read.method(StreamSpec.Method.LOG_BASED);
    }

    private static StreamSpec issues(int number) {
        return StreamSpec.of(
                        "issues" + number,
                        Field.of("id", Type.INT64).notNull(),
                        Field.of("repo", Type.INT64).notNull())
                .keys("id")
                .logBased()
                .resume(StreamSpec.Resume.EXACTLY);
    }

    private OneRead source(int kinds, Map<Integer, Kind> refused) {
        List<StreamSpec> specs = new ArrayList<>(List.of(REPOS));
        for (int i = 0; i < kinds; i++) {
            specs.add(issues(i));
        }
        return OneRead.of((split, out) -> walk(split, out, refused), specs.toArray(StreamSpec[]::new));
    }

    private void walk(Split split, RecordSink out, Map<Integer, Kind> refused) {
        Map<String, Map<String, Object>> seen = new LinkedHashMap<>();
        for (StreamRead read : split.streams()) {
            seen.put(read.spec().name(), bookmarks(read));
        }
        for (long repo = 1; repo <= PARENTS; repo++) {
            for (StreamRead read : split.streams()) {
                String name = read.spec().name();
                if (name.equals("repos")) {
                    out.rows(name).add(Map.of("id", repo));
                } else {
                    children(repo, name, seen.getOrDefault(name, Map.of()), out);
                    refuse(repo, name, out, refused);
                }
            }
            if (out.checkpointDue()) {
                checkpoint(split, out, seen);
            }
        }
        checkpoint(split, out, seen);
    }

    private static void children(long repo, String stream, Map<String, Object> seen, RecordSink out) {
        long last = seen.get(String.valueOf(repo)) instanceof Long known ? known : 0;
        for (long n = last + 1; n <= CHILDREN; n++) {
            out.rows(stream).add(Map.of("id", repo * 100 + n, "repo", repo));
            seen.put(String.valueOf(repo), n);
        }
    }

    private void refuse(long repo, String stream, RecordSink out, Map<Integer, Kind> refused) {
        Kind kind = refused.get(Integer.parseInt(stream.substring("issues".length())));
        boolean again = kind == Kind.UNAVAILABLE && refusals.getOrDefault(kind, 0) > 0;
        if (kind != null && repo == 5 && !again) {
            refusals.merge(kind, 1, Integer::sum);
            out.rows(stream).fail(new SourceException(kind, stream + " is " + kind));
        }
    }

    private void checkpoint(Split split, RecordSink out, Map<String, Map<String, Object>> seen) {
        positionsBuilt++;
        for (StreamRead read : split.streams()) {
            String name = read.spec().name();
            if (!name.equals("repos")) {
                out.rows(name).checkpoint(Position.of("repos", seen.getOrDefault(name, Map.of())));
            }
        }
    }

    private static Map<String, Object> bookmarks(StreamRead read) {
        Map<String, Object> bookmarks = new LinkedHashMap<>();
        @Nullable Object saved = read.from().entries().get("repos");
        if (saved instanceof Map<?, ?> map) {
            map.forEach((repo, last) -> bookmarks.put(String.valueOf(repo), last));
        }
        return bookmarks;
    }
}
