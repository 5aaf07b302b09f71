package dev.taphouse.host.plugin;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The folders the host works in.
 *
 * @param folder holds {@code plugins/} and {@code bin/}; need not be writable
 * @param work holds what the host writes: store, registry, staging; the same folder where that is writable
 */
public record Home(Path folder, Path work) {
    /** Names both folders, absolute. */
    public Home {
        folder = folder.toAbsolutePath().normalize();
        work = work.toAbsolutePath().normalize();
    }

    /** A home in one writable folder. */
    public Home(Path folder) {
        this(folder, folder);
    }

    /**
     * The home of this process: {@code TAPHOUSE_HOME}, else the distribution's folder. Where it is not writable, store
     * and registry go to a folder of this user below the JVM's temporary one, which later processes find again.
     *
     * @param distribution asked where no home is named, as the launcher always does: to find out takes its time
     * @throws Failure if there is no safe place to write
     */
    public static Home of(Map<String, String> environment, Supplier<Path> distribution) {
        String named = environment.getOrDefault("TAPHOUSE_HOME", "");
        Path folder = named.isBlank() ? distribution.get() : Path.of(named);
        return isWritable(folder) ? new Home(folder) : new Home(folder, temporary(folder.toAbsolutePath()));
    }

    /** Where users drop zips. May be absent. */
    public Path plugins() {
        return folder.resolve("plugins");
    }

    /** Where the launchers are. May be absent. */
    public Path bin() {
        return folder.resolve("bin");
    }

    /** Expanded plugins, {@code <id>/<version>-<sha12>/}, each immutable. */
    public Path store() {
        return work.resolve("store");
    }

    /** What is installed, for this Java: the only file that changes. Another Java may judge the same zips otherwise. */
    public Path registry() {
        return work.resolve("registry-java" + Runtime.version().feature() + ".properties");
    }

    /** Work in progress, on the same file system as the store. */
    public Path staging() {
        return work.resolve("staging");
    }

    /** Locked by whoever changes the registry. */
    Path lock() {
        return work.resolve("registry.lock");
    }

    private static boolean isWritable(Path folder) {
        Path existing = folder.toAbsolutePath().normalize();
        while (!Files.exists(existing)) {
            existing = Objects.requireNonNull(existing.getParent(), "a root folder exists");
        }
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }

    private static Path temporary(Path folder) {
        String user = System.getProperty("user.name", "");
        String key = Digests.sha256((user + '\n' + folder).getBytes(StandardCharsets.UTF_8));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "taphouse-" + key.substring(0, 16));
        try {
            makePrivate(temporary);
            return temporary;
        } catch (IOException | UnsupportedOperationException e) {
            throw new Failure(
                    ExitCode.PLUGIN,
                    "the home " + folder + " is not writable, and " + temporary
                            + " is not a folder of this user alone; set TAPHOUSE_HOME to a writable folder",
                    e);
        }
    }

    /** The name can be guessed and others may write to the parent: what is not ours alone could hold their code. */
    private static void makePrivate(Path temporary) throws IOException {
        try {
            Files.createDirectory(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            PosixFileAttributes found =
                    Files.readAttributes(temporary, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean ours = found.isDirectory()
                    && found.permissions().equals(PosixFilePermissions.fromString("rwx------"))
                    && found.owner().equals(self());
            if (!ours) {
                throw e;
            }
        }
    }

    /** Who this process is to the file system: user names are not to be had in every container. */
    private static UserPrincipal self() throws IOException {
        Path probe = Files.createTempFile("taphouse-", null);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
