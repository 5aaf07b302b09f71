package dev.taphouse.testkit.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A hot standby: a copy of a server's folder that follows it. */
final class StandbyBacking implements Backing {
    /** Folders that are copied empty: what is in them is of the other server's run. */
    private static final Set<String> OF_THE_RUN =
            Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp");

    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts");

    private final PgCtl control;
    private final int port;

    private StandbyBacking(PgCtl control, int port) {
        this.control = control;
        this.port = port;
    }

    /** Copies the folder of a server that is in the middle of a backup. */
    static Path copy(Path from) {
        try {
            Path to = Files.createTempDirectory("standby-");
            Files.walkFileTree(from, new Copy(from, to));
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it; returns once it can be read. */
    static StandbyBacking start(PgCtl control, int port, Map<String, String> settings) {
        StringBuilder options = new StringBuilder("-F -p ").append(port);
        settings.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        control.run("-o", options.toString(), "start");
        return new StandbyBacking(control, port);
    }

    /** Makes it a primary. */
    void promote() {
        control.run("promote");
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void restart() {
        control.run("-m", "fast", "restart");
    }

    @Override
    public void close() {
        control.run("-m", "immediate", "stop");
        try (Stream<Path> all = Files.walk(control.data())) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            if (!Files.exists(copy)) {
                Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return OF_THE_RUN.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!NOT_COPIED.contains(file.getFileName().toString())) {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException e) {
                    // gone since the folder was listed: replaying the log makes it, if it is needed
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
