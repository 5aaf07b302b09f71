package dev.taphouse.host.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A few lines at the end of a terminal that change, while log lines go by above them. Thread-safe. Does with three
 * commands that every terminal knows: begin of line, cursor up, erase to the end.
 */
final class LiveBlock {
    private final PrintStream terminal;
    private List<String> shown = List.of();

    LiveBlock(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Shows these lines in place of those before; none of them may be wider than the terminal. */
    synchronized void show(List<String> lines) {
        String erase = erase();
        shown = List.copyOf(lines);
        print(erase + block());
    }

    /** Where log lines go: each write is whole lines. */
    PrintStream above() {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        log(new String(bytes, offset, length, StandardCharsets.UTF_8));
                    }
                },
                false,
                StandardCharsets.UTF_8);
    }

    private synchronized void log(String text) {
        print(erase() + text + block());
    }

    private String erase() {
        return shown.isEmpty() ? "" : "\r\033[" + shown.size() + "A\033[J";
    }

    private String block() {
        StringBuilder text = new StringBuilder();
        shown.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.write(bytes, 0, bytes.length);
        terminal.flush();
    }
}
