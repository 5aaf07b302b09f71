package dev.taphouse.host.cli;

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

    /** Stdout for text; prints nothing partial. */
    PrintStream text() {
        return new PrintStream(data, false, StandardCharsets.UTF_8);
    }
}
