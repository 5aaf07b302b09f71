package dev.taphouse.host.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A library's logger. */
final class Slf4jLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    Slf4jLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return Log.isOnForLibraries(Severity.DEBUG);
    }

    @Override
    public boolean isDebugEnabled() {
        return Log.isOnForLibraries(Severity.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return Log.isOnForLibraries(Severity.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return Log.isOnForLibraries(Severity.WARNING);
    }

    @Override
    public boolean isErrorEnabled() {
        return Log.isOnForLibraries(Severity.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null; // the log names no place in the code
    }

    @Override
    protected void handleNormalizedLoggingCall(
            org.slf4j.event.Level level,
            @Nullable Marker marker,
            @Nullable String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        Log.writeNamed(of(level), getName(), MessageFormatter.basicArrayFormat(pattern, arguments), thrown);
    }

    private static Severity of(org.slf4j.event.Level level) {
        return switch (level) {
            case TRACE, DEBUG -> Severity.DEBUG;
            case INFO -> Severity.INFO;
            case WARN -> Severity.WARNING;
            case ERROR -> Severity.ERROR;
        };
    }
}
