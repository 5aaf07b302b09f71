package dev.taphouse.host.log;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The text of a log entry: each of its lines begins with the level. */
final class LogLines {
    private LogLines() {}

    /** The lines, each ended by a line break; one without text if the message is empty. */
    static String of(Severity severity, String message) {
        StringBuilder text = new StringBuilder(message.length() + 32);
        if (message.isEmpty()) {
            line(text, severity, "");
        } else {
            message.lines().forEach(line -> line(text, severity, line));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Severity severity, String line) {
        text.append(severity).append(' ');
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            // data may hold commands to a terminal
            if (Character.isISOControl(c) && c != '\t') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('\n');
    }

    /** The stack trace as Java prints it. */
    static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
