package dev.taphouse.host.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a tap.
 *
 * @param line its line on stdout, counted from 1
 * @param text the line
 * @param body what it holds
 */
record Message(int line, String text, Map<String, @Nullable Object> body) {

    /** The type as the tap wrote it; empty without one. */
    String type() {
        return Tree.text(body.get("type"));
    }

    boolean is(String type) {
        return type().equals(type);
    }

    /** The stream; empty without one. */
    String stream() {
        return Tree.text(body.get("stream"));
    }

    Map<String, @Nullable Object> record() {
        return Tree.map(body.get("record"));
    }

    Map<String, @Nullable Object> schema() {
        return Tree.map(body.get("schema"));
    }

    Map<String, @Nullable Object> value() {
        return Tree.map(body.get("value"));
    }
}
