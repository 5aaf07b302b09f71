package dev.taphouse.host.log;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A connector's logger. */
final class TaggedLogger implements System.Logger {
    private final String tag;

    TaggedLogger(String tag) {
        this.tag = tag;
    }

    @Override
    public String getName() {
        return tag;
    }

    @Override
    public boolean isLoggable(System.Logger.Level level) {
        return level != System.Logger.Level.OFF && Log.isOn(of(level));
    }

    @Override
    public void log(
            System.Logger.Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String message,
            @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            Log.writeNamed(of(level), tag, translated(bundle, message), thrown);
        }
    }

    @Override
    public void log(
            System.Logger.Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... params) {
        if (isLoggable(level)) {
            Log.writeNamed(of(level), tag, formatted(translated(bundle, format), params), null);
        }
    }

    private static @Nullable String translated(@Nullable ResourceBundle bundle, @Nullable String key) {
        if (bundle == null || key == null) {
            return key;
        }
        try {
            return bundle.getString(key);
        } catch (MissingResourceException | ClassCastException e) {
            return key; // a log line is worth more untranslated than lost
        }
    }

    private static @Nullable String formatted(@Nullable String format, @Nullable Object @Nullable [] params) {
        if (format == null || params == null || params.length == 0) {
            return format;
        }
        try {
            return MessageFormat.format(format, params);
        } catch (IllegalArgumentException e) {
            return format; // not a pattern: the text as it is
        }
    }

    private static Severity of(System.Logger.Level level) {
        return switch (level) {
            case ALL, TRACE, DEBUG -> Severity.DEBUG;
            case INFO -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case ERROR, OFF -> Severity.ERROR;
        };
    }
}
