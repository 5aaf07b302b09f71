package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of one document: down the paths that matter, over all else. */
final class JsonWalk {
    private static final int DEEPEST = 500;
    private static final int DEEPEST_OUTLINE = 3;

    private final JsonBody format;
    private final RecordConsumer consumer;
    private final PathNode root;
    private final ByteWindow window;
    private final JsonGrammar grammar = new JsonGrammar(DEEPEST);
    private final Bounds bounds = new Bounds(DEEPEST);
    private final Slice slice = new Slice();
    private final Ends ends;
    private final Map<String, String> values = new HashMap<>();
    private final Misplaced misplaced;
    private long records;
    private long element;

    JsonWalk(JsonBody format, InputStream body, Wanted wanted, RecordConsumer consumer) {
        this.format = format;
        this.consumer = consumer;
        this.root = PathNode.of(format.path(), wanted.values());
        this.ends = new Ends(wanted.last());
        this.window = new ByteWindow(body, ends::settle);
        this.misplaced = new Misplaced(format.path());
    }

    Body walk() throws Exception {
        if (format.takesAbsent() && isEmpty()) {
            return new Body(0, Map.of(), 0, Map.of());
        }
        if (peek() == '<') {
            throw misplaced.markup(window.near(window.at));
        }
        value(root, misplaced.document(), 0);
        if (!isEmpty()) {
            SourceException more = malformed(window.at, "there is more after the document");
            throw peek() == '{' ? more.remedy("One JSON object after the other is format ndjson") : more;
        }
        ends.settle();
        return new Body(records, values, ends.fingerprint(), ends.last());
    }

    /** Whether nothing but white space is left. */
    private boolean isEmpty() throws IOException {
        do {
            while (window.at < window.end) {
                if (!Json.isSpace(window.bytes[window.at])) {
                    return false;
                }
                window.at++;
            }
        } while (window.fill());
        return true;
    }

    private void value(PathNode node, @Nullable Outline outline, int level) throws Exception {
        int first = peek();
        if (outline != null) {
            outline.first = first;
        }
        if (node.record && first == '{') {
            record(node);
        } else if (first == '{' && node.isObject()) {
            object(node, outline, level);
        } else if (first == '[' && node.elements != null) {
            list(node.elements, outline);
        } else if (node.step < 0) {
            scalar(node.wanted, outline);
        } else {
            strayFrom(node, first);
        }
    }

    /** Something else than what the path of the records needs here. */
    private void strayFrom(PathNode node, int first) throws Exception {
        if (first == 'n' && format.takesNull() && !format.path().isElement(node.step)) {
            skip();
            return;
        }
        Outline found = new Outline();
        aside(found, 0);
        throw misplaced.wrongKind(node, element, found);
    }

    private void object(PathNode node, @Nullable Outline outline, int level) throws Exception {
        window.at++;
        boolean found = false;
        for (boolean more = peek() != '}'; more; more = comma('}')) {
            Outline inside = null;
            string();
            PathNode child = node.member(window.bytes, window.kept(), window.at);
            if (outline != null && !outline.isFull()) {
                inside = outline.member(Json.string(window.bytes, window.kept(), window.at));
            }
            window.release();
            expect(':');
            if (child == null) {
                aside(inside, level + 1);
            } else {
                value(child, inside, level + 1);
                found |= child.step >= 0;
            }
        }
        window.at++;
        if (!found && node.leadsOn() && !format.takesAbsent()) {
            throw misplaced.absent(node, element, outline);
        }
    }

    private void list(PathNode each, @Nullable Outline outline) throws Exception {
        window.at++;
        long index = 0;
        for (boolean more = peek() != ']'; more; more = comma(']')) {
            element = index;
            value(each, index++ == 0 ? misplaced.firstElement(each) : null, DEEPEST_OUTLINE);
        }
        window.at++;
        if (outline != null) {
            outline.elements = index;
        }
    }

    /** A value that leads nowhere. */
    private void aside(@Nullable Outline outline, int level) throws Exception {
        int first = peek();
        if (outline != null) {
            outline.first = first;
        }
        if (outline != null && first == '{' && level < DEEPEST_OUTLINE) {
            object(PathNode.nowhere(), outline, level);
            return;
        }
        skip();
        if (outline != null) {
            outline.elements = grammar.elements();
            outline.firstElement = grammar.firstElement();
        }
    }

    private void scalar(@Nullable String wanted, @Nullable Outline outline) throws Exception {
        if (wanted == null) {
            aside(outline, DEEPEST_OUTLINE);
            return;
        }
        peek();
        window.keep();
        aside(outline, DEEPEST_OUTLINE);
        Json.text(window.bytes, window.kept(), window.at).ifPresent(text -> values.put(wanted, text));
        window.release();
    }

    private void record(PathNode node) throws Exception {
        window.keep();
        window.at++;
        bounds.begin();
        while (true) {
            window.at = bounds.feed(window.bytes, window.at, window.end);
            if (bounds.isDone()) {
                break;
            }
            if (bounds.isTooDeep()) {
                throw malformed(window.at, "it is nested deeper than " + DEEPEST);
            }
            if (!fill()) {
                throw unfinished();
            }
        }
        int from = window.kept();
        window.release();
        records++;
        slice.of(window.bytes, from, window.at - from);
        if (format.checks()) {
            check(from, window.at);
        }
        node.wantedInside().forEach((path, inside) -> slice.text(inside).ifPresent(text -> values.put(path, text)));
        ends.next(slice);
        consumer.accept(slice);
    }

    /** Why a record has no end: because its grammar is wrong, or the body ends. */
    private EOFException unfinished() throws IOException {
        check(window.kept(), window.end);
        return truncated();
    }

    private void check(int from, int to) throws IOException {
        grammar.begin();
        int at = grammar.feed(window.bytes, from, to);
        if (grammar.problem() != null) {
            throw malformed(at, grammar.problem());
        }
    }

    private void string() throws IOException {
        if (peek() != '"') {
            throw malformed(window.at, "a name in quotes is missing");
        }
        window.keep();
        skip();
    }

    private void skip() throws IOException {
        grammar.begin();
        while (true) {
            window.at = grammar.feed(window.bytes, window.at, window.end);
            if (grammar.problem() != null) {
                throw malformed(window.at, grammar.problem());
            }
            if (grammar.isDone()) {
                return;
            }
            if (!fill()) {
                if (grammar.finish()) {
                    return;
                }
                throw truncated();
            }
        }
    }

    private boolean comma(int close) throws IOException {
        int next = peek();
        if (next == ',') {
            window.at++;
            peek();
            return true;
        }
        if (next != close) {
            throw malformed(window.at, "a comma or " + (char) close + " is missing");
        }
        return false;
    }

    private void expect(int punctuation) throws IOException {
        if (peek() != punctuation) {
            throw malformed(window.at, "'" + (char) punctuation + "' is missing");
        }
        window.at++;
    }

    private int peek() throws IOException {
        if (isEmpty()) {
            throw truncated();
        }
        return window.bytes[window.at];
    }

    private boolean fill() throws IOException {
        int kept = window.kept();
        if (kept >= 0 && window.end - kept > format.largest()) {
            check(kept, window.end);
            throw misplaced.tooLarge(records, format.largest());
        }
        return window.fill();
    }

    private EOFException truncated() throws IOException {
        long length = window.position(window.end);
        return new EOFException(
                length == 0
                        ? "the body is empty where JSON should be"
                        : "the body ends in the middle of its JSON, after " + length + " bytes, near '"
                                + window.near(window.end) + "'");
    }

    private SourceException malformed(int at, @Nullable String why) throws IOException {
        long position = window.position(at);
        return new SourceException(
                SourceException.Kind.DATA,
                "the body is not JSON: " + why + ", at byte " + position + ", near '" + window.near(at) + "'");
    }
}
