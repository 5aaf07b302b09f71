package dev.taphouse.endtoend;

import java.nio.file.Path;
import java.util.Map;

/** The sqlite plugin with a config. */
final class SqliteTap extends Tap {

    /** Of a database. */
    SqliteTap(Distribution distribution, Path folder, SampleDb database) {
        this(distribution, folder, Map.of("database", database.file().toString()));
    }

    SqliteTap(Distribution distribution, Path folder, Map<String, ?> config) {
        super(distribution, "sqlite", folder, config);
    }
}
