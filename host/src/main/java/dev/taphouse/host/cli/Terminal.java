package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command's words go.
 *
 * @param data stdout, not buffered: messages, catalogs, lists
 * @param notes stderr: logs, tables of a sync, errors
 * @param isInteractive whether a person reads stderr
 */
record Terminal(OutputStream data, PrintStream notes, boolean isInteractive) {

    /** Prints a document, indented. */
    void json(Object document) {
        try {
            Json.pretty(data, document);
        } catch (IOException e) {
            throw new Failure(ExitCode.STDOUT, "stdout cannot be written (" + e.getMessage() + ")", e);
        }
    }

    /** Stdout for text. */
    PrintStream text() {
        return new PrintStream(data, false, StandardCharsets.UTF_8);
    }
}
