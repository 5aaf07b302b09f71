package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes is made by one command and used from then on; what is no archive of this JVM does no harm. */
final class ArchiveIT {
    private static final String OURS = "dev.taphouse.host.cli.HostCli source: ";

    @TempDir
    private Path folder;

    private Distribution distribution;

    @BeforeEach
    void unpack() {
        distribution = Distribution.unpackedIn(folder).drop(Built.sqlite());
        distribution.host("list").run().succeeded();
    }

    @Test
    void isMadeByOneCommandAndUsedFromThenOn() throws IOException {
        assertThat(sourceOfOurs()).contains("host-");

        Result made = distribution.host("archive").run().succeeded();

        assertThat(made.stdout()).isEmpty();
        assertThat(made.stderr()).contains("INFO made " + archive());
        assertThat(hidden()).as("what is half made").isEmpty();
        assertThat(sourceOfOurs()).contains("shared objects file");
    }

    @Test
    void learnsFromACommandAndKeepsItsOutput() throws IOException {
        Result made = distribution
                .host("archive", "run", "sqlite", "--about", "--format", "json")
                .run()
                .succeeded();

        assertThat(made.stdout()).isEmpty();
        assertThat(archive()).exists();
    }

    @Test
    void isNotMadeWhenTheCommandFails() throws IOException {
        Result failed = distribution.host("archive", "run", "nosuch").run();

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.stderr())
                .contains("there is no plugin nosuch")
                .contains("the command to learn from failed; no archive was made (exit code 6)");
        assertThat(archives()).isEmpty();
    }

    @Test
    void leavesNothingHalfMadeWhenItIsEnded() throws Exception {
        Running archiving = distribution.host("archive").start();
        while (hidden().isEmpty()) {
            Thread.sleep(5);
        }

        archiving.terminate();

        Result ended = archiving.readAll().end();
        assertThat(ended.exitCode()).isEqualTo(143);
        assertThat(ended.stderr()).doesNotContain("bug");
        assertThat(hidden()).isEmpty();
        assertThat(archives()).isEmpty();
    }

    @Test
    void clearsAwayWhatAKilledOneLeft() throws IOException {
        Path lib = distribution.home().resolve("lib");
        Path left = Files.createDirectory(lib.resolve(".archive-1"));
        Files.writeString(left.resolve("classes"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(2 * 3600)));
        Path recent = Files.createDirectory(lib.resolve(".archive-2"));

        distribution.host("archive").run().succeeded();

        assertThat(hidden()).containsExactly(recent);
    }

    @Test
    void doesNoHarmWhenItIsBrokenOrOfOtherJars() throws IOException {
        Result without = distribution.host("list").run().succeeded();
        distribution.host("archive").run().succeeded();
        Path archive = archive();
        byte[] whole = Files.readAllBytes(archive);
        List<byte[]> all = new ArrayList<>(List.of(new byte[0], new byte[100_000], overwritten(whole, 300)));
        for (int fortieth = 20; fortieth < 40; fortieth++) { // where each of its regions is
            all.add(overwritten(whole, (int) (whole.length * (fortieth / 40.0))));
        }

        for (byte[] broken : all) {
            Files.delete(archive);
            Files.write(archive, broken);
            assertThat(distribution.host("list").run()).isEqualTo(without);
        }
        Files.delete(archive);
        Files.write(archive, whole);
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.truncate(whole.length / 2);
        }
        assertThat(distribution.host("list").run()).isEqualTo(without);

        Files.write(archive, whole);
        Path jar = jars().stream()
                .filter(each -> each.toString().contains("host-"))
                .findFirst()
                .orElseThrow();
        byte[] content = Files.readAllBytes(jar);
        Files.delete(jar);
        Files.write(jar, content);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
        assertThat(distribution.host("list").run()).isEqualTo(without);
    }

    private static byte[] overwritten(byte[] whole, int from) {
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, from, from + 64, (byte) 'X');
        return damaged;
    }

    /** What the JVM says of where it has a class of the host from. */
    private String sourceOfOurs() throws IOException {
        Path log = folder.resolve("classes.log");
        distribution
                .host("list")
                .env("TAPHOUSE_JAVA_OPTS", "-Xlog:class+load:file=" + log + ":none")
                .run()
                .succeeded();
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(OURS))
                .findFirst()
                .orElseThrow();
    }

    private Path archive() throws IOException {
        return archives().get(0);
    }

    private List<Path> archives() throws IOException {
        return inLib(name -> name.endsWith(".jsa"));
    }

    private List<Path> jars() throws IOException {
        return inLib(name -> name.endsWith(".jar"));
    }

    private List<Path> hidden() throws IOException {
        return inLib(name -> name.startsWith("."));
    }

    private List<Path> inLib(Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(distribution.home().resolve("lib"))) {
            return files.filter(each -> wanted.test(each.getFileName().toString()))
                    .toList();
        }
    }
}
