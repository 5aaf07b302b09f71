package dev.taphouse.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * An unpacked distribution.
 *
 * @param home its folder
 */
record Distribution(Path home) {

    /** The one all tests of this JVM share, with the sqlite zip in its plugins folder; they must not change it. */
    static Distribution shared() {
        return Shared.DISTRIBUTION;
    }

    /** Another one that all tests share, with the postgresql zip; they must not change it. */
    static Distribution postgresql() {
        return Postgresql.DISTRIBUTION;
    }

    /** A fresh one, without a plugin, in a folder that is there. */
    static Distribution unpackedIn(Path folder) {
        Cli.of(Path.of("tar"), "-xzf", Built.distribution().toString())
                .in(folder)
                .run()
                .succeeded();
        try (Stream<Path> unpacked = Files.list(folder)) {
            return new Distribution(
                    unpacked.filter(each -> each.getFileName().toString().startsWith("taphouse-"))
                            .findFirst()
                            .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a zip into the plugins folder, as a user would. */
    Distribution drop(Path zip) {
        try {
            Files.copy(zip, plugins().resolve(zip.getFileName()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path plugins() {
        return home.resolve("plugins");
    }

    /** {@code bin/host}. */
    Cli host(String... arguments) {
        return program("host", arguments);
    }

    /** A program in {@code bin/}. */
    Cli program(String name, String... arguments) {
        return Cli.of(home.resolve("bin").resolve(name), arguments);
    }

    private static Distribution with(Path zip) {
        try {
            return unpackedIn(Files.createTempDirectory(Built.work(), "distribution-"))
                    .drop(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final Distribution DISTRIBUTION = with(Built.sqlite());
    }

    private static final class Postgresql {
        static final Distribution DISTRIBUTION = with(Built.postgresql());
    }
}
