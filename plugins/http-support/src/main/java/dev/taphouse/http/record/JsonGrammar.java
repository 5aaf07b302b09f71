package dev.taphouse.http.record;

import org.jspecify.annotations.Nullable;

/**
 * Checks one JSON value (RFC 8259, in UTF-8) as its bytes come, whatever pieces they come in; keeps nothing of them.
 * Reused for one value after the other.
 */
final class JsonGrammar {
    private static final int VALUE = 0;
    private static final int FIRST_ELEMENT = 1;
    private static final int NAME = 2;
    private static final int FIRST_NAME = 3;
    private static final int COLON = 4;
    private static final int AFTER = 5;
    private static final int STRING = 6;
    private static final int ESCAPE = 7;
    private static final int HEX = 8;
    private static final int UTF8 = 9;
    private static final int WORD = 10;
    private static final int MINUS = 11;
    private static final int ZERO = 12;
    private static final int DIGITS = 13;
    private static final int POINT = 14;
    private static final int FRACTION = 15;
    private static final int E = 16;
    private static final int SIGN = 17;
    private static final int EXPONENT = 18;
    private static final int DONE = 19;

    private final int deepest;
    private final long[] objects;
    private int state;
    private int depth;
    private boolean name;
    private int left;
    private int lowest;
    private int highest;
    private String word = "";
    private long elements;
    private int firstElement;
    private @Nullable String problem;

    JsonGrammar(int deepest) {
        this.deepest = deepest;
        this.objects = new long[deepest / 64 + 1];
    }

    /** Expects a value. */
    void begin() {
        state = VALUE;
        depth = 0;
        elements = 0;
        firstElement = 0;
        problem = null;
    }

    /** What is wrong at the index that {@link #feed} returned; null when nothing is. */
    @Nullable String problem() {
        return problem;
    }

    /** Whether the value is over. */
    boolean isDone() {
        return state == DONE;
    }

    /** Says that no more bytes come: whether the value is over. */
    boolean finish() {
        if (depth == 0 && (state == ZERO || state == DIGITS || state == FRACTION || state == EXPONENT)) {
            state = DONE;
        }
        return isDone();
    }

    /** How many elements the value had, if a list, or members, if an object. */
    long elements() {
        return elements;
    }

    /** The first byte of the first element of a list; 0 without. */
    int firstElement() {
        return firstElement;
    }

    /**
     * Takes the next bytes.
     *
     * @return the index after the value where it is over, of the first wrong byte where there is a problem, else {@code
     *     to}
     */
    int feed(byte[] b, int from, int to) {
        int i = from;
        while (i < to && state != DONE) {
            switch (state) {
                case STRING -> i = string(b, i, to);
                case ZERO, DIGITS, FRACTION, EXPONENT, MINUS, POINT, E, SIGN -> i = number(b, i, to);
                default -> {
                    if (state <= AFTER && Json.isSpace(b[i])) {
                        i++;
                    } else if (take(b[i])) {
                        i++;
                    }
                }
            }
            if (problem != null) {
                return i;
            }
        }
        return i;
    }

    private int string(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte x = b[i];
            if (x >= 0x20 && x != '"' && x != '\\') {
                continue;
            }
            if (x == '"') {
                if (name) {
                    state = COLON;
                } else {
                    over();
                }
                return i + 1;
            }
            if (x == '\\') {
                state = ESCAPE;
                return i + 1;
            }
            if (x >= 0) {
                problem = "a string has a control character that is not escaped";
                return i;
            }
            lead(x & 0xFF);
            if (state == UTF8 || problem != null) {
                return problem == null ? i + 1 : i;
            }
        }
        return to;
    }

    /** Expects what follows the first byte of a character that has several (RFC 3629). */
    private void lead(int x) {
        lowest = 0x80;
        highest = 0xBF;
        if (x >= 0xC2 && x <= 0xDF) {
            left = 1;
        } else if (x >= 0xE0 && x <= 0xEF) {
            left = 2;
            lowest = x == 0xE0 ? 0xA0 : 0x80;
            highest = x == 0xED ? 0x9F : 0xBF;
        } else if (x >= 0xF0 && x <= 0xF4) {
            left = 3;
            lowest = x == 0xF0 ? 0x90 : 0x80;
            highest = x == 0xF4 ? 0x8F : 0xBF;
        } else {
            problem = "a string is not UTF-8";
            return;
        }
        state = UTF8;
    }

    private int number(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int x = b[i];
            if (x >= '0' && x <= '9' && state != ZERO) {
                state = switch (state) {
                    case MINUS -> x == '0' ? ZERO : DIGITS;
                    case POINT -> FRACTION;
                    case E, SIGN -> EXPONENT;
                    default -> state;
                };
            } else if (x == '.' && (state == ZERO || state == DIGITS)) {
                state = POINT;
            } else if ((x | 0x20) == 'e' && (state == ZERO || state == DIGITS || state == FRACTION)) {
                state = E;
            } else if ((x == '+' || x == '-') && state == E) {
                state = SIGN;
            } else if (state == ZERO || state == DIGITS || state == FRACTION || state == EXPONENT) {
                over();
                return i;
            } else {
                problem = "a number is not JSON";
                return i;
            }
            i++;
        }
        return to;
    }

    /** Takes one byte; false where it is wrong. */
    private boolean take(int x) {
        switch (state) {
            case VALUE -> value(x);
            case FIRST_ELEMENT -> {
                if (x == ']') {
                    close();
                } else {
                    firstElement = depth == 1 ? x : firstElement;
                    counted();
                    value(x);
                }
            }
            case NAME -> name(x);
            case FIRST_NAME -> {
                if (x == '}') {
                    close();
                } else {
                    counted();
                    name(x);
                }
            }
            case COLON -> expect(x == ':', VALUE, "a colon is missing after a name");
            case AFTER -> after(x);
            case ESCAPE -> escape(x);
            case HEX -> {
                boolean hex = x >= '0' && x <= '9' || (x | 0x20) >= 'a' && (x | 0x20) <= 'f';
                expect(hex, --left == 0 ? STRING : HEX, "a string has \\u without four hexadecimal digits");
            }
            case UTF8 -> {
                int u = x & 0xFF;
                expect(u >= lowest && u <= highest, --left == 0 ? STRING : UTF8, "a string is not UTF-8");
                lowest = 0x80;
                highest = 0xBF;
            }
            default -> {
                expect(x == word.charAt(left), WORD, "a value is neither true, false nor null");
                if (problem == null && ++left == word.length()) {
                    over();
                }
            }
        }
        return problem == null;
    }

    private void expect(boolean right, int next, String otherwise) {
        if (right) {
            state = next;
        } else {
            problem = otherwise;
        }
    }

    private void value(int x) {
        switch (x) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> {
                name = false;
                state = STRING;
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '-' -> state = MINUS;
            case '0' -> state = ZERO;
            default -> expect(x >= '1' && x <= '9', DIGITS, "a value is missing or not JSON");
        }
    }

    private void word(String expected) {
        word = expected;
        left = 1;
        state = WORD;
    }

    private void name(int x) {
        name = true;
        expect(x == '"', STRING, "a name in quotes is missing");
    }

    private void escape(int x) {
        if (x == 'u') {
            left = 4;
            state = HEX;
        } else {
            expect("\"\\/bfnrt".indexOf(x) >= 0, STRING, "a string has an escape that JSON does not know");
        }
    }

    private void open(boolean object) {
        if (depth == deepest) {
            problem = "it is nested deeper than " + deepest;
            return;
        }
        if (object) {
            objects[depth >> 6] |= 1L << depth;
        } else {
            objects[depth >> 6] &= ~(1L << depth);
        }
        depth++;
        state = object ? FIRST_NAME : FIRST_ELEMENT;
    }

    private boolean inObject() {
        return (objects[depth - 1 >> 6] & 1L << depth - 1) != 0;
    }

    private void after(int x) {
        boolean object = inObject();
        if (x == ',') {
            counted();
            state = object ? NAME : VALUE;
        } else if (x == (object ? '}' : ']')) {
            close();
        } else {
            problem = object ? "a comma or } is missing" : "a comma or ] is missing";
        }
    }

    private void counted() {
        if (depth == 1) {
            elements++;
        }
    }

    private void close() {
        depth--;
        over();
    }

    private void over() {
        state = depth == 0 ? DONE : AFTER;
    }
}
