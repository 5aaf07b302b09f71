package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

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

    /** Prints text. */
    void print(Consumer<PrintStream> printing) {
        PrintStream out = text();
        printing.accept(out);
        if (out.checkError()) {
            throw new Failure(ExitCode.STDOUT, "stdout cannot be written: its reader is gone or the disk is full");
        }
    }

    /** Stdout for text; keeps quiet about errors. */
    PrintStream text() {
        return new PrintStream(data, false, StandardCharsets.UTF_8);
    }
}
