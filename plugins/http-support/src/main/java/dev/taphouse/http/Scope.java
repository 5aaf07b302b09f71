package dev.taphouse.http;

import dev.taphouse.http.cursor.TimeFormat;
import dev.taphouse.http.cursor.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** For what a list is asked for: the config, the record of the parent stream, the window. Immutable. */
public final class Scope {
    private final Function<String, Optional<String>> config;
    private final Map<String, @Nullable Object> parent;
    private final Window window;
    private final TimeFormat format;

    private Scope(
            Function<String, Optional<String>> config,
            Map<String, @Nullable Object> parent,
            Window window,
            TimeFormat format) {
        this.config = config;
        this.parent = parent;
        this.window = window;
        this.format = format;
    }

    static Scope of(Function<String, Optional<String>> config) {
        return new Scope(config, Map.of(), Window.ALL, TimeFormat.ISO);
    }

    Scope child(Map<String, @Nullable Object> record) {
        return new Scope(config, record, Window.ALL, format);
    }

    Scope window(Window part, TimeFormat as) {
        return new Scope(config, parent, part, as);
    }

    /** A setting, as text; empty when it is not set. */
    public Optional<String> config(String option) {
        return config.apply(option);
    }

    /**
     * A value of the parent's record.
     *
     * @param path names with dots between
     * @return String, Boolean, Long, BigDecimal, List or Map; null when there is none
     */
    public @Nullable Object parent(String path) {
        return JsonText.at(parent, path);
    }

    /** Which part of the stream is asked for. */
    public Window window() {
        return window;
    }

    /** The start of the window as the API writes it; empty without a filter. */
    public Optional<String> windowStart() {
        return window.start().map(format::start);
    }

    /** The end of the window as the API writes it. */
    public Optional<String> windowEnd() {
        return window.end().map(format::end);
    }

    /** The value of a placeholder, such as {@code parent.id}. */
    Optional<String> placeholder(String name) {
        if (name.startsWith("config.")) {
            return config(name.substring("config.".length()));
        }
        if (name.startsWith("parent.")) {
            Object value = parent(name.substring("parent.".length()));
            boolean scalar = value != null && !(value instanceof Map) && !(value instanceof List);
            return scalar ? Optional.of(JsonText.plain(value)) : Optional.empty();
        }
        return switch (name) {
            case "window.start", "bookmark" -> windowStart();
            case "window.end" -> windowEnd();
            default -> Optional.empty();
        };
    }
}
