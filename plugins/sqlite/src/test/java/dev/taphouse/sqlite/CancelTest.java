package dev.taphouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.Drive;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancelTest extends Fixture {

    @Test
    void aHookEndsAQueryThatGivesNoRow() throws Exception {
        database()
                .run("CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT i FROM n WHERE i < 0");
        try (Drive drive = open()) {
            StreamRead read = fullRead(drive, "v");
            CapturedSink sink = CapturedSink.of(read);
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {
                try {
                    drive.session().read(Split.of(read), sink);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            while (sink.hooks() == 0) {
                Thread.onSpinWait();
            }
            while (!done.isDone()) { // the query may not have begun when the hook is first there
                sink.cancel();
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> done.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThat(sink.endedEarly()).isTrue();
            assertThat(sink.hooks()).isZero();
        }
    }

    @Test
    void noThreadSurvivesTheSession() throws Exception {
        database().run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Drive drive = open()) {
            drive.check();
        }
        Set<Thread> mine = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().startsWith("sql"))
                .collect(Collectors.toSet());
        for (Thread thread : mine) {
            thread.join(30_000);
        }
        assertThat(mine).noneMatch(Thread::isAlive);
    }
}
