package dev.taphouse.http.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first bytes of a body, and the scalars in them if it is JSON, cut off or not. */
final class BodyPrefix {
    /** So much of an answer is looked at for rules and messages. */
    static final int BYTES = 64 << 10;

    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> MESSAGES = List.of(
            "message",
            "error_description",
            "error.message",
            "errors[0].message",
            "errors[0].detail",
            "detail",
            "error",
            "errors[0].title",
            "errors[0]",
            "errors",
            "title",
            "msg",
            "reason",
            "error.type",
            "[0].message");
    private static final List<String> CODES = List.of(
            "api_error_code",
            "error_code",
            "errorCode",
            "error.code",
            "errors[0].code",
            "code",
            "error",
            "[0].errorCode");

    private final String text;
    private final Map<String, String> values;

    BodyPrefix(byte[] bytes) {
        this.text = new String(bytes, StandardCharsets.UTF_8);
        this.values = scalars(bytes);
    }

    private static Map<String, String> scalars(byte[] json) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
                    found.putIfAbsent(path(parser), parser.getText());
                }
            }
        } catch (IOException e) {
            // no JSON from here on, or cut off: what was found counts
            return found;
        }
        return found;
    }

    private static String path(JsonParser parser) {
        StringBuilder path = new StringBuilder();
        for (var at = parser.getParsingContext(); at != null && !at.inRoot(); at = at.getParent()) {
            String step = at.inArray() ? "[" + at.getCurrentIndex() + "]" : "." + at.getCurrentName();
            path.insert(0, step);
        }
        return path.length() > 0 && path.charAt(0) == '.' ? path.substring(1) : path.toString();
    }

    /** Whether a rule's condition holds. */
    boolean matches(ErrorRule.Match match) {
        return match.equals().equals(values.get(match.path()));
    }

    /** A scalar. */
    Optional<String> value(String path) {
        return Optional.ofNullable(values.get(path));
    }

    /** What the API says went wrong, with its code where it has one. */
    Optional<String> message() {
        Optional<String> message = first(MESSAGES);
        Optional<String> code = first(CODES).filter(text -> !message.orElse("").contains(text));
        return message.map(text -> text + code.map(c -> " (" + c + ")").orElse(""))
                .or(() -> code);
    }

    private Optional<String> first(List<String> paths) {
        return paths.stream()
                .map(values::get)
                .filter(text -> text != null && !text.isBlank())
                .findFirst();
    }

    /** Whether it is a page for a browser. */
    boolean isMarkup() {
        return text.stripLeading().startsWith("<");
    }

    /** The first characters, on one line. */
    String start(int length) {
        return Messages.line(text, length);
    }
}
