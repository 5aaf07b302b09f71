package dev.taphouse.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build made, by the names the POM gives in system properties. */
final class Built {
    private Built() {}

    /** The archive a user unpacks. */
    static Path distribution() {
        return file("taphouse.distribution");
    }

    /** The zip of the sqlite plugin. */
    static Path sqlite() {
        return file("taphouse.sqlite");
    }

    /** The zip of the postgresql plugin. */
    static Path postgresql() {
        return file("taphouse.postgresql.zip");
    }

    /** The zip of the chargebee plugin. */
    static Path chargebee() {
        return file("taphouse.chargebee");
    }

    /** The zip of the api plugin. */
    static Path api() {
        return file("taphouse.api.zip");
    }

    /** The folder of the libraries that the second plugin bundles. */
    static Path rivalLibraries() {
        return file("taphouse.rival");
    }

    /** The folder of the whole build. */
    static Path root() {
        return file("taphouse.root");
    }

    /** A folder to work in, which a clean build deletes. */
    static Path work() {
        return file("taphouse.work");
    }

    /** A value, such as a version. */
    static String value(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(
                    "system property '" + property + "' is not set: run these tests by 'mvn verify'");
        }
        return value;
    }

    private static Path file(String property) {
        Path file = Path.of(value(property)).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is not there: run 'mvn -Dquick package' first");
        }
        return file;
    }
}
