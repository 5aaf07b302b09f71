package dev.taphouse.host.log;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Takes what libraries write with java.util.logging. Made by the JDK, for which it has to be public. */
public final class JulHandler extends Handler {
    private static final Formatter MESSAGE = new Formatter() {
        @Override
        public String format(LogRecord entry) {
            return formatMessage(entry);
        }
    };

    /** A handler for the root. */
    public JulHandler() {}

    @Override
    public void publish(LogRecord entry) {
        Severity level = of(entry.getLevel().intValue());
        if (Log.isOnForLibraries(level)) {
            Log.writeNamed(level, String.valueOf(entry.getLoggerName()), MESSAGE.format(entry), entry.getThrown());
        }
    }

    private static Severity of(int julLevel) {
        if (julLevel >= java.util.logging.Level.SEVERE.intValue()) {
            return Severity.ERROR;
        }
        if (julLevel >= java.util.logging.Level.WARNING.intValue()) {
            return Severity.WARNING;
        }
        return julLevel >= java.util.logging.Level.INFO.intValue() ? Severity.INFO : Severity.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
