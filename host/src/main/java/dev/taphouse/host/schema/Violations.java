package dev.taphouse.host.schema;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.everit.json.schema.EnumSchema;
import org.everit.json.schema.NumberSchema;
import org.everit.json.schema.Schema;
import org.everit.json.schema.StringSchema;
import org.everit.json.schema.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the library's findings into words: one for each place, without values, and for alternatives the one that was
 * meant instead of "no subschema matched".
 */
final class Violations {
    private static final List<String> TYPES =
            List.of("a string", "an integer", "a number", "a boolean", "an array", "an object", "null");

    private Violations() {}

    static List<Violation> of(ValidationException found) {
        LinkedHashSet<Violation> violations = new LinkedHashSet<>();
        collect(found, violations);
        return List.copyOf(violations);
    }

    private static void collect(ValidationException found, LinkedHashSet<Violation> into) {
        List<ValidationException> causes = found.getCausingExceptions();
        if (isAlternative(found)) {
            List<ValidationException> meant = meantAlternatives(found);
            if (message(found) == null && meant.size() == 1) {
                collect(meant.get(0), into);
            } else {
                into.add(new Violation(pointer(found), alternatives(found, meant)));
            }
        } else if (causes.isEmpty()) {
            into.add(new Violation(pointer(found), reason(found)));
        } else {
            causes.forEach(each -> collect(each, into));
        }
    }

    private static boolean isAlternative(ValidationException found) {
        return "anyOf".equals(found.getKeyword()) || "oneOf".equals(found.getKeyword());
    }

    /** The alternatives that fail for another reason than being of another type. */
    private static List<ValidationException> meantAlternatives(ValidationException found) {
        return found.getCausingExceptions().stream()
                .filter(each ->
                        !"type".equals(each.getKeyword()) || !pointer(each).equals(pointer(found)))
                .toList();
    }

    private static String alternatives(ValidationException found, List<ValidationException> meant) {
        String message = message(found);
        if (message != null) {
            return "is not allowed: " + message;
        }
        if (found.getCausingExceptions().isEmpty()) {
            return "fits several of the forms of which one is allowed here";
        }
        return meant.isEmpty()
                ? "is not " + types(found.getCausingExceptions())
                : "fits none of the forms allowed here";
    }

    // from the alternatives, since the schema named by the finding may be the one around it
    private static String types(List<ValidationException> alternatives) {
        return alternatives.stream()
                .map(each -> typeOf(each.getViolatedSchema()))
                .distinct()
                .sorted(Comparator.comparing(TYPES::indexOf))
                .collect(Collectors.joining(" or "));
    }

    private static String typeOf(Schema schema) {
        if (schema instanceof NumberSchema number) {
            return number.requiresInteger() ? "an integer" : "a number";
        }
        return switch (schema.getClass().getSimpleName()) {
            case "StringSchema" -> "a string";
            case "BooleanSchema" -> "a boolean";
            case "NullSchema" -> "null";
            case "ArraySchema" -> "an array";
            case "ObjectSchema" -> "an object";
            default -> "what is listed";
        };
    }

    private static String reason(ValidationException found) {
        String message = message(found);
        String keyword = Objects.requireNonNullElse(found.getKeyword(), "");
        return switch (keyword) {
            case "type" -> "is not " + typeOf(found.getViolatedSchema());
            case "enum" -> "is not one of " + choices(found.getViolatedSchema());
            case "not" -> "is not allowed" + (message == null ? "" : ": " + message);
            case "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                rule(keyword, found.getViolatedSchema());
            case "required" -> found.getErrorMessage().replaceFirst("required key \\[(.*)] not found", "has no '$1'");
            case "additionalProperties" ->
                found.getErrorMessage().replaceFirst("extraneous key \\[(.*)] is not permitted", "may not have '$1'");
            // what the library says about sizes, dependencies and double items quotes no value
            default -> "is not allowed: " + found.getErrorMessage();
        };
    }

    private static String choices(Schema schema) {
        if (!(schema instanceof EnumSchema choice)) {
            return "the values allowed";
        }
        return choice.getPossibleValuesAsList().stream()
                .map(each -> each instanceof String ? "'" + each + "'" : String.valueOf(each))
                .collect(Collectors.joining(", "));
    }

    private static String rule(String keyword, Schema schema) {
        if (schema instanceof StringSchema text) {
            return "format".equals(keyword)
                    ? "is not a " + text.getFormatValidator().formatName()
                    : "does not match " + text.getPattern();
        }
        if (schema instanceof NumberSchema number) {
            return switch (keyword) {
                case "minimum" -> "is less than " + number.getMinimum();
                case "maximum" -> "is greater than " + number.getMaximum();
                case "exclusiveMinimum" -> "is not greater than " + number.getMinimum();
                case "exclusiveMaximum" -> "is not less than " + number.getMaximum();
                default -> "is not a multiple of " + number.getMultipleOf();
            };
        }
        return "breaks the rule '" + keyword + "'";
    }

    /** What the schema itself says of the case, in the keyword {@code x-message}. */
    private static @Nullable String message(ValidationException found) {
        Object message = found.getViolatedSchema().getUnprocessedProperties().get("x-message");
        return message == null ? null : message.toString();
    }

    private static String pointer(ValidationException found) {
        String pointer = Objects.requireNonNullElse(found.getPointerToViolation(), "#");
        return pointer.substring(1);
    }
}
