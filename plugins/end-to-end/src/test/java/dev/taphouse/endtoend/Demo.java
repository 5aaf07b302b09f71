package dev.taphouse.endtoend;

import java.nio.file.Path;

/** The script that shows the product at work, run on what is already built. */
final class Demo {
    private Demo() {}

    /** The script, which unpacks into a folder. */
    static Cli in(Path folder) {
        return Cli.of(Built.root().resolve("plugins/sqlite/demo"), "--no-build", folder.toString());
    }
}
