package dev.taphouse.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something a user can set: a typed key into the config. Immutable; each method that sets something returns a new
 * option.
 *
 * <pre>{@code
 * static final Option<Long> PORT = Option.integer("port", "Port of the server").defaultsTo(5432L);
 * static final Option<Optional<String>> SCHEMA = Option.text("schema", "Only this schema").optional();
 * }</pre>
 *
 * An option without a default that is not optional is required.
 *
 * @param <T> what {@link SourceContext#get} returns
 */
public final class Option<T> {
    private final String name;
    private final String description;
    private final Kind kind;
    private final Function<@Nullable Object, T> value;
    private final boolean required;
    private final @Nullable Object defaultValue;
    private final @Nullable String example;
    private final List<String> choices;
    private final List<String> aliases;
    private final @Nullable String jsonSchema;

    private Option(
            String name,
            String description,
            Kind kind,
            Function<@Nullable Object, T> value,
            boolean required,
            @Nullable Object defaultValue,
            @Nullable String example,
            List<String> choices,
            List<String> aliases,
            @Nullable String jsonSchema) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("option '" + name + "' is not named like lower_case_with_underscores");
        }
        this.name = name;
        this.description = Objects.requireNonNull(description, "description is null");
        this.kind = kind;
        this.value = value;
        this.required = required;
        this.defaultValue = defaultValue;
        this.example = example;
        this.choices = choices;
        this.aliases = aliases;
        this.jsonSchema = jsonSchema;
    }

    /** Text. */
    public static Option<String> text(String name, String description) {
        return of(name, description, Kind.TEXT, String.class::cast, null);
    }

    /** Text that is never shown: a password, a token. */
    public static Option<String> secret(String name, String description) {
        return of(name, description, Kind.SECRET, String.class::cast, null);
    }

    /** An integer of 64 bits. Digits in a text are taken too. */
    public static Option<Long> integer(String name, String description) {
        return of(name, description, Kind.INTEGER, Option::toInteger, null);
    }

    /** True or false. The texts {@code "true"} and {@code "false"} are taken too, also as Python writes them. */
    public static Option<Boolean> flag(String name, String description) {
        return of(name, description, Kind.FLAG, Option::toFlag, null);
    }

    /** A point in time: RFC 3339, or a date, which is midnight UTC. */
    public static Option<Instant> instant(String name, String description) {
        return of(name, description, Kind.INSTANT, Option::toInstant, null);
    }

    /** A length of time: seconds as a number, or ISO 8601 such as {@code PT5M}. */
    public static Option<Duration> duration(String name, String description) {
        return of(name, description, Kind.DURATION, Option::toDuration, null);
    }

    /** A list of texts. A text with commas is taken too. */
    public static Option<List<String>> list(String name, String description) {
        return of(name, description, Kind.LIST, Option::toList, null);
    }

    /**
     * A JSON object.
     *
     * @param jsonSchema a Draft 4 schema for it, as text
     */
    public static Option<Map<String, Object>> object(String name, String description, String jsonSchema) {
        return of(name, description, Kind.OBJECT, Option::toMap, Objects.requireNonNull(jsonSchema));
    }

    private static <T> Option<T> of(
            String name, String description, Kind kind, Function<Object, T> parse, @Nullable String jsonSchema) {
        Function<@Nullable Object, T> present = json -> {
            if (json == null) {
                throw new IllegalArgumentException("option '" + name + "' is missing; it has no default");
            }
            return parse.apply(json);
        };
        return new Option<>(name, description, kind, present, true, null, null, List.of(), List.of(), jsonSchema);
    }

    /** The same with a default. Not for {@link #optional()} ones. */
    public Option<T> defaultsTo(T ifUnset) {
        Objects.requireNonNull(ifUnset, "ifUnset is null");
        Function<@Nullable Object, T> given = value;
        return new Option<>(
                name,
                description,
                kind,
                json -> json == null ? ifUnset : given.apply(json),
                false,
                ifUnset,
                example,
                choices,
                aliases,
                jsonSchema);
    }

    /** The same, which may be left unset. */
    public Option<Optional<T>> optional() {
        Function<@Nullable Object, T> given = value;
        return new Option<>(
                name,
                description,
                kind,
                json -> json == null ? Optional.empty() : Optional.of(given.apply(json)),
                false,
                null,
                example,
                choices,
                aliases,
                jsonSchema);
    }

    /** The same with a value for the docs and the config template. */
    public Option<T> example(String text) {
        return new Option<>(name, description, kind, value, required, defaultValue, text, choices, aliases, jsonSchema);
    }

    /** The same, limited to these texts. */
    public Option<T> oneOf(String... allowed) {
        return new Option<>(
                name,
                description,
                kind,
                value,
                required,
                defaultValue,
                example,
                List.copyOf(Arrays.asList(allowed)),
                aliases,
                jsonSchema);
    }

    /** The same, which may also be set by a former name or another tap's. */
    public Option<T> alias(String formerName) {
        List<String> more = new ArrayList<>(aliases);
        more.add(formerName);
        return new Option<>(
                name,
                description,
                kind,
                value,
                required,
                defaultValue,
                example,
                choices,
                List.copyOf(more),
                jsonSchema);
    }

    /** The key in the config. */
    public String name() {
        return name;
    }

    /** What it is, in a few words. */
    public String description() {
        return description;
    }

    /** How its JSON looks. */
    public Kind kind() {
        return kind;
    }

    /** Whether a config without it is refused. */
    public boolean isRequired() {
        return required;
    }

    /** The default, as {@link SourceContext#get} returns it. */
    public Optional<Object> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** A value for docs and templates. */
    public Optional<String> example() {
        return Optional.ofNullable(example);
    }

    /** The only texts allowed; empty when any is. */
    public List<String> choices() {
        return choices;
    }

    /** Other names it may be set by. */
    public List<String> aliases() {
        return aliases;
    }

    /** The schema of an OBJECT, as text. */
    public Optional<String> jsonSchema() {
        return Optional.ofNullable(jsonSchema);
    }

    /**
     * Turns the config's JSON value into the option's. For hosts and tests.
     *
     * @param json String, Boolean, Long, BigDecimal, List, Map, or null when unset
     * @return the value; the default, or an empty Optional, when unset
     * @throws IllegalArgumentException with the reason, which never holds the value
     */
    public T resolve(@Nullable Object json) {
        try {
            if (json != null && !choices.isEmpty() && !choices.containsAll(texts(json))) {
                throw new IllegalArgumentException("is not one of " + String.join(", ", choices));
            }
            return value.apply(json);
        } catch (ClassCastException e) {
            throw new IllegalArgumentException("is not " + kind.article, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static Long toInteger(Object json) {
        try {
            if (json instanceof BigDecimal number) {
                return number.longValueExact();
            }
            return json instanceof String text ? Long.valueOf(text.strip()) : (Long) json;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("is not an integer", e);
        }
    }

    private static Boolean toFlag(Object json) {
        if (json instanceof String text) {
            return switch (text) {
                case "true", "True" -> true;
                case "false", "False" -> false;
                default -> throw new IllegalArgumentException("is not true or false");
            };
        }
        return (Boolean) json;
    }

    private static Instant toInstant(Object json) {
        String text = (String) json;
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time like 2026-01-31T00:00:00Z or a date like 2026-01-31", e);
        }
    }

    private static Duration toDuration(Object json) {
        try {
            if (json instanceof String text) {
                return Duration.parse(text);
            }
            BigDecimal seconds = json instanceof BigDecimal number ? number : BigDecimal.valueOf((Long) json);
            return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("is not seconds like 30 or a duration like PT30S", e);
        }
    }

    private List<String> texts(Object json) {
        return kind == Kind.LIST ? toList(json) : List.of(String.valueOf(json));
    }

    private static List<String> toList(Object json) {
        if (json instanceof String text) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        }
        List<String> texts = new ArrayList<>();
        ((List<?>) json).forEach(each -> texts.add((String) each));
        return List.copyOf(texts);
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private static Map<String, Object> toMap(Object json) {
        return (Map<String, Object>) json;
    }

    /** How an option's JSON looks. */
    public enum Kind {
        /** {@link Option#text}. */
        TEXT("a text"),
        /** {@link Option#secret}. */
        SECRET("a text"),
        /** {@link Option#integer}. */
        INTEGER("an integer"),
        /** {@link Option#flag}. */
        FLAG("true or false"),
        /** {@link Option#instant}. */
        INSTANT("a time like 2026-01-31T00:00:00Z"),
        /** {@link Option#duration}. */
        DURATION("a duration: seconds, or a text like PT5M"),
        /** {@link Option#list}. */
        LIST("a list of texts"),
        /** {@link Option#object}. */
        OBJECT("an object");

        private final String article;

        Kind(String article) {
            this.article = article;
        }

        /** The kind in words, with its article. */
        public String inWords() {
            return article;
        }
    }
}
