package dev.taphouse.host.protocol;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copies JSON text into a row: one walk that checks the grammar (RFC 8259), the kinds of tokens against the field's
 * type, and turns white space between tokens into nothing. Scalars of a field go through the same checks as plain text.
 */
final class JsonCopier {
    private static final int DEEPEST = 500;

    private final RowBuffer out;
    private final Losses losses;
    private final TextEncoder texts;
    private final JsonString strings = new JsonString();
    private byte[] b = {};
    private int at;
    private int end;
    private int depth;
    /** The field being copied; null while a value is skipped. */
    private @Nullable Column column;

    JsonCopier(RowBuffer out, Losses losses, TextEncoder texts) {
        this.out = out;
        this.losses = losses;
        this.texts = texts;
    }

    /** Starts reading a slice. */
    void open(byte[] source, int offset, int length) {
        b = source;
        at = offset;
        end = offset + length;
        depth = 0;
    }

    /** Says that the slice is over: nothing but white space may follow. */
    void close() {
        space();
        if (at < end) {
            throw bad("there is more after the value");
        }
    }

    /** The next byte that is not white space, not consumed; -1 at the end. */
    int peek() {
        space();
        return at < end ? b[at] : -1;
    }

    /** Consumes one expected punctuation. */
    void expect(int punctuation) {
        if (peek() != punctuation) {
            throw bad("'" + (char) punctuation + "' is missing");
        }
        at++;
    }

    /**
     * Consumes a name with its colon.
     *
     * @param expected the index that the name most likely has
     * @return the index of the name, or -1
     */
    int name(NameIndex names, int expected) {
        name();
        if (strings.isPlain()) {
            return names.find(b, strings.from(), strings.length(), expected);
        }
        byte[] plain = strings.unescaped();
        return names.find(plain, 0, plain.length);
    }

    private void name() {
        if (peek() != '"') {
            throw bad("a name is missing");
        }
        at = strings.scan(b, at, end);
        if (at < 0) {
            throw bad("a name is not a JSON string");
        }
        expect(':');
    }

    /** Consumes a value that nobody wants, checking its grammar. */
    void skip() {
        int mark = out.length;
        column = null;
        any();
        out.length = mark;
    }

    /** Copies the next value as that of a field. */
    void value(Column c) {
        int first = peek();
        column = c;
        switch (first) {
            case '{' -> structure(c, Type.Kind.OBJECT);
            case '[' -> structure(c, Type.Kind.LIST);
            case 'n' -> {
                word("null");
                if (!c.nullable) {
                    throw losses.misfit(c, null, "is not allowed here");
                }
                out.ascii("null");
            }
            case '"' -> string(c);
            case 't', 'f' -> {
                word(first == 't' ? "true" : "false");
                flag(c, first == 't');
            }
            default -> number(c);
        }
    }

    private void structure(Column c, Type.Kind kind) {
        if (c.kind == Type.Kind.JSON && !c.prunes) {
            any();
        } else if (c.kind != kind && c.kind != Type.Kind.JSON) {
            other(c, kind);
        } else if (kind == Type.Kind.OBJECT) {
            if (c.prunes) {
                prunedObject(c);
            } else {
                object(c);
            }
        } else if (c.element != null) {
            list(c.element);
        } else {
            any();
        }
    }

    /** A structure where none is wanted: a text field that was one at the source takes its JSON text. */
    private void other(Column c, Type.Kind kind) {
        if (!c.converts || c.kind != Type.Kind.TEXT) {
            throw losses.misfit(
                    c,
                    kind == Type.Kind.LIST ? "[…]" : "{…}",
                    "is " + (kind == Type.Kind.LIST ? "a list" : "an object"));
        }
        int mark = out.length;
        any();
        byte[] json = Arrays.copyOfRange(out.bytes, mark, out.length);
        out.length = mark;
        texts.text(c, json, 0, json.length);
    }

    private void list(Column element) {
        enter('[');
        boolean more = peek() != ']';
        while (more) {
            value(element);
            more = comma();
        }
        leave(']');
    }

    private void object(Column c) {
        enter('{');
        boolean more = peek() != '}';
        while (more) {
            int child = name(c.names, 0);
            out.append(b, strings.from() - 1, strings.rawLength() + 2);
            out.ensure(2);
            out.put(':');
            if (child < 0) {
                column = c;
                any();
            } else {
                value(c.children.get(child));
            }
            more = comma();
        }
        leave('}');
    }

    /** As {@link #object}, without the names that are left out. */
    private void prunedObject(Column c) {
        enter('{');
        boolean more = peek() != '}';
        boolean empty = true;
        while (more) {
            int child = name(c.names, 0);
            Column inside = child < 0 ? null : c.children.get(child);
            if (inside != null && inside.dropped) {
                skip();
            } else {
                if (!empty) {
                    out.ensure(1);
                    out.put(',');
                }
                empty = false;
                out.append(b, strings.from() - 1, strings.rawLength() + 2);
                out.ensure(2);
                out.put(':');
                if (inside == null) {
                    column = c;
                    any();
                } else {
                    value(inside);
                }
            }
            more = peek() == ',';
            if (more) {
                at++;
            }
        }
        leave('}');
    }

    /** Copies a value of any kind. */
    private void any() {
        switch (peek()) {
            case '{' -> {
                enter('{');
                boolean more = peek() != '}';
                while (more) {
                    name();
                    out.append(b, strings.from() - 1, strings.rawLength() + 2);
                    out.ensure(2);
                    out.put(':');
                    any();
                    more = comma();
                }
                leave('}');
            }
            case '[' -> {
                enter('[');
                boolean more = peek() != ']';
                while (more) {
                    any();
                    more = comma();
                }
                leave(']');
            }
            case '"' -> {
                int from = scanString();
                copyString(from);
            }
            case 't' -> copyWord("true");
            case 'f' -> copyWord("false");
            case 'n' -> copyWord("null");
            default -> {
                int from = at;
                at = numberEnd();
                out.append(b, from, at - from);
            }
        }
    }

    private boolean comma() {
        if (peek() != ',') {
            return false;
        }
        at++;
        out.ensure(2);
        out.put(',');
        return true;
    }

    private void copyWord(String word) {
        word(word);
        out.ascii(word);
    }

    private void string(Column c) {
        int from = scanString();
        boolean verbatim = c.kind == Type.Kind.JSON || c.kind == Type.Kind.TEXT && strings.rawLength() <= c.maxLength;
        if (verbatim) {
            copyString(from);
        } else if (strings.isPlain()) {
            texts.text(c, b, strings.from(), strings.length());
        } else {
            byte[] plain = strings.unescaped();
            texts.text(c, plain, 0, plain.length);
        }
    }

    private int scanString() {
        int from = at;
        at = strings.scan(b, from, end);
        if (at < 0) {
            at = from;
            throw bad("a string is not valid JSON in UTF-8");
        }
        return from;
    }

    private void copyString(int from) {
        if (strings.mayHaveSurrogates()) {
            byte[] plain = strings.unescaped();
            out.quoted(plain, 0, plain.length);
            if (strings.wasReplaced() && column != null) {
                losses.add(column, "lone surrogate replaced");
            }
        } else {
            out.append(b, from, at - from);
        }
    }

    private void flag(Column c, boolean v) {
        switch (c.kind) {
            case BOOL, JSON -> out.ascii(v ? "true" : "false");
            case TEXT -> out.ascii(v ? "\"true\"" : "\"false\"");
            default -> {
                if (!c.converts) {
                    throw losses.misfit(c, v, "is a boolean");
                }
                byte[] word = (v ? "true" : "false").getBytes(StandardCharsets.US_ASCII);
                texts.text(c, word, 0, word.length);
            }
        }
    }

    private void number(Column c) {
        int from = at;
        at = numberEnd();
        switch (c.kind) {
            case INTEGER, DECIMAL, FLOAT, TEXT -> texts.text(c, b, from, at - from);
            case JSON -> out.append(b, from, at - from);
            default -> {
                if (!c.converts) {
                    throw losses.misfit(c, Utf8.text(b, from, at - from), "is a number");
                }
                texts.text(c, b, from, at - from);
            }
        }
    }

    private int numberEnd() {
        int to = NumberText.end(b, at, end);
        if (to == at) {
            throw bad("a value is missing or not JSON");
        }
        return to;
    }

    private void enter(int open) {
        at++;
        if (++depth > DEEPEST) {
            throw bad("it is nested deeper than " + DEEPEST);
        }
        out.ensure(2);
        out.put(open);
    }

    private void leave(int close) {
        expect(close);
        depth--;
        out.ensure(2);
        out.put(close);
    }

    private void word(String word) {
        int length = word.length();
        boolean same = end - at >= length;
        for (int i = 0; same && i < length; i++) {
            same = b[at + i] == word.charAt(i);
        }
        if (!same) {
            throw bad("a value is not JSON");
        }
        at += length;
    }

    private void space() {
        while (at < end && (b[at] == ' ' || b[at] == '\n' || b[at] == '\r' || b[at] == '\t')) {
            at++;
        }
    }

    SourceException bad(String why) {
        int from = Math.max(0, at - 20);
        String near = Utf8.text(b, Math.min(from, end), Math.max(0, Math.min(40, end - from)));
        return losses.unreadable(
                "a JSON record cannot be read: " + why + ", near '" + near.replaceAll("\\s", " ") + "'");
    }
}
