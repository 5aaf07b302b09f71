package dev.taphouse.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A plugin for what no single database has: nested values, secrets, an unsupported field, a null cursor, a stream that
 * fails on request, an object that cannot be read.
 */
final class ScriptedPlugin {
    static final String ID = "scripted";

    private ScriptedPlugin() {}

    /** Compiles and packs it. */
    static Path zip(Path folder) {
        try {
            String text = Files.readString(Resources.file("ScriptedSource.txt"));
            return PluginZip.of(ID)
                    .source("scripted.ScriptedSource", text, "scripted.ScriptedSource")
                    .write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
