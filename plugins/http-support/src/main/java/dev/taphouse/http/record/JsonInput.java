package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JSON text read token by token as it comes, each token checked. */
final class JsonInput {
    /** How deep values may be nested; as the host has it. */
    static final int DEEPEST = 500;

    private final ByteWindow window;
    private final JsonGrammar grammar = new JsonGrammar(DEEPEST);
    private final int mostKept;
    private final Supplier<SourceException> tooLarge;

    /**
     * Text from its beginning on.
     *
     * @param beforeSliding called when bytes that were handed out are about to go
     * @param mostKept how many bytes may be kept at once
     * @param tooLarge what is said of more
     */
    JsonInput(InputStream body, Runnable beforeSliding, int mostKept, Supplier<SourceException> tooLarge) {
        this.window = new ByteWindow(body, beforeSliding);
        this.mostKept = mostKept;
        this.tooLarge = tooLarge;
    }

    ByteWindow window() {
        return window;
    }

    /** What was skipped last. */
    JsonGrammar skipped() {
        return grammar;
    }

    /** Whether nothing but white space is left. */
    boolean isEmpty() throws IOException {
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

    /** The next byte that is no white space, not consumed. */
    int peek() throws IOException {
        if (isEmpty()) {
            throw truncated();
        }
        return window.bytes[window.at];
    }

    /** Goes over one punctuation. */
    void expect(int punctuation) throws IOException {
        if (peek() != punctuation) {
            throw malformed(window.at, "'" + (char) punctuation + "' is missing");
        }
        window.at++;
    }

    /** Goes over a comma, if there is one; else what closes has to follow. */
    boolean comma(int close) throws IOException {
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

    /** Goes over a name, which is kept. */
    void name() throws IOException {
        if (peek() != '"') {
            throw malformed(window.at, "a name in quotes is missing");
        }
        window.keep();
        skip();
    }

    /** Goes over a value. */
    void skip() throws IOException {
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

    /** Checks a value that was not checked yet, or its beginning. */
    void check(int from, int to) throws IOException {
        grammar.begin();
        int at = grammar.feed(window.bytes, from, to);
        if (grammar.problem() != null) {
            throw malformed(at, grammar.problem());
        }
    }

    /** Reads on; false at the end. */
    boolean fill() throws IOException {
        int kept = window.kept();
        if (kept >= 0 && window.end - kept > mostKept) {
            check(kept, window.end);
            throw tooLarge.get();
        }
        return window.fill();
    }

    /** Where the text begins, for a message. */
    String start() throws IOException {
        return window.near(window.at);
    }

    EOFException truncated() throws IOException {
        long length = window.position(window.end);
        return new EOFException(
                length == 0
                        ? "the body is empty where JSON should be"
                        : "the body ends in the middle of its JSON, after " + length + " bytes, near '"
                                + window.near(window.end) + "'");
    }

    SourceException malformed(int at, @Nullable String why) throws IOException {
        long position = window.position(at);
        return new SourceException(
                SourceException.Kind.DATA,
                "the body is not JSON: " + why + ", at byte " + position + ", near '" + window.near(at) + "'");
    }
}
