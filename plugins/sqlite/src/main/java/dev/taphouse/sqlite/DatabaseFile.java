package dev.taphouse.sqlite;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Says what is wrong with a database file before SQLite can only say that it cannot be opened. */
final class DatabaseFile {

    private DatabaseFile() {}

    /**
     * The absolute path of a file that is there and can be read.
     *
     * @throws SourceException of kind CONFIG or PERMISSION
     */
    static Path usable(String database) {
        Path file = path(database).toAbsolutePath();
        if (!Files.exists(file)) {
            throw problem(Kind.CONFIG, file, "does not exist", "Set it to the path of an existing database file.");
        }
        if (Files.isDirectory(file)) {
            throw problem(Kind.CONFIG, file, "is a folder", "Set it to the path of the database file in it.");
        }
        if (!Files.isReadable(file)) {
            throw problem(Kind.PERMISSION, file, "cannot be read", "Let the user of this process read the file.");
        }
        return file;
    }

    private static Path path(String database) {
        try {
            return Path.of(database);
        } catch (InvalidPathException e) {
            throw new SourceException(Kind.CONFIG, "option 'database' is no path: " + e.getMessage(), e)
                    .remedy("Set it to the path of the database file.");
        }
    }

    private static SourceException problem(Kind kind, Path file, String what, String remedy) {
        return new SourceException(kind, "option 'database': the file " + file + " " + what).remedy(remedy);
    }
}
