package dev.taphouse.http.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the values at one place were. */
final class Shape {
    private static final int DEEPEST = 20;
    private static final int MOST_FIELDS = 200;
    private static final Pattern DATE = Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile(
            DATE + "T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?(Z|[+-]([01]\\d|2[0-3]):?[0-5]\\d)");

    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Map<String, Shape> members = new LinkedHashMap<>();
    private @Nullable Shape element;

    private enum Kind {
        BOOL,
        WHOLE,
        NUMBER,
        DATE,
        INSTANT,
        TEXT,
        OBJECT,
        LIST,
        DEEP
    }

    /** Adds the value that the parser is at, and leaves it at its end. */
    void add(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart() && depth > DEEPEST) {
            kinds.add(Kind.DEEP);
            parser.skipChildren();
            return;
        }
        switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> list(parser, depth);
            case VALUE_TRUE, VALUE_FALSE -> kinds.add(Kind.BOOL);
            case VALUE_NUMBER_INT -> kinds.add(Kind.WHOLE);
            case VALUE_NUMBER_FLOAT -> kinds.add(Kind.NUMBER);
            case VALUE_STRING -> kinds.add(text(parser.getText()));
            default -> {}
        }
    }

    private void object(JsonParser parser, int depth) throws IOException {
        kinds.add(Kind.OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (members.size() <= MOST_FIELDS || depth == 0 || members.containsKey(name)) {
                members.computeIfAbsent(name, n -> new Shape()).add(parser, depth + 1);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void list(JsonParser parser, int depth) throws IOException {
        kinds.add(Kind.LIST);
        Shape each = element == null ? new Shape() : element;
        element = each;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.add(parser, depth + 1);
        }
    }

    private static Kind text(String text) {
        if (INSTANT.matcher(text).matches() && isDay(text.substring(0, 10))) {
            return Kind.INSTANT;
        }
        return DATE.matcher(text).matches() && isDay(text) ? Kind.DATE : Kind.TEXT;
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The fields of all objects; an empty name cannot be one. */
    List<Field> fields() {
        return members.entrySet().stream()
                .filter(member -> !member.getKey().isEmpty())
                .map(member -> Field.of(member.getKey(), member.getValue().type()))
                .toList();
    }

    private Type type() {
        if (kinds.size() == 1) {
            return only(kinds.iterator().next());
        }
        if (Set.of(Kind.WHOLE, Kind.NUMBER).equals(kinds)) {
            return Type.DECIMAL;
        }
        boolean texts =
                !kinds.isEmpty() && Set.of(Kind.DATE, Kind.INSTANT, Kind.TEXT).containsAll(kinds);
        return texts ? Type.TEXT : Type.JSON;
    }

    private Type only(Kind kind) {
        return switch (kind) {
            case BOOL -> Type.BOOL;
            case WHOLE -> Type.INTEGER;
            case NUMBER -> Type.DECIMAL;
            case DATE -> Type.DATE;
            case INSTANT -> Type.INSTANT;
            case TEXT -> Type.TEXT;
            case OBJECT -> members.size() > MOST_FIELDS ? Type.object() : Type.object(fields().toArray(Field[]::new));
            case LIST -> Type.list(element == null ? Type.JSON : element.type());
            case DEEP -> Type.JSON;
        };
    }
}
