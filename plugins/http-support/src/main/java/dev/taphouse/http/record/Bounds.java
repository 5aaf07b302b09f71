package dev.taphouse.http.record;

/**
 * Finds where an object ends, eight bytes at a time and whatever pieces it comes in: quotes and brackets alone. What
 * lies between is not checked. Reused for one object after the other.
 */
final class Bounds {
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    /** Brackets differ from 0x7F in these bits, and nothing else does that JSON allows outside strings. */
    private static final long BRACKET_BITS = 0x26 * ONES;

    private final int deepest;
    private int depth;
    private long quoted;
    private boolean escaped;

    Bounds(int deepest) {
        this.deepest = deepest;
    }

    /** Expects the byte after an opening brace. */
    void begin() {
        depth = 1;
        quoted = 0;
        escaped = false;
    }

    /** Whether the object is over. */
    boolean isDone() {
        return depth == 0;
    }

    /** Whether it is nested too deep to go on. */
    boolean isTooDeep() {
        return depth > deepest;
    }

    /**
     * Takes the next bytes.
     *
     * @return the index after the object where it is over, else {@code to}; or anywhere when it is too deep
     */
    int feed(byte[] b, int from, int to) {
        int i = from;
        int last = to - 8;
        long inside = quoted;
        while (i <= last) {
            long w = (long) Json.LONGS.get(b, i);
            long slash = w ^ BACKSLASHES;
            if (escaped || (slash - ONES & ~slash & HIGH) != 0) {
                quoted = inside;
                i = slowly(b, i, i + 8);
                if (depth == 0 || depth > deepest) {
                    return i;
                }
                inside = quoted;
                continue;
            }
            long strings = spans(zeros(w ^ QUOTES)) ^ inside;
            inside = strings >> 63 & HIGH;
            long brackets = zeros((w | BRACKET_BITS) ^ LOW) & ~strings;
            while (brackets != 0) {
                int at = i + (Long.numberOfTrailingZeros(brackets) >> 3);
                turn(b[at]);
                if (depth == 0 || depth > deepest) {
                    return at + 1;
                }
                brackets &= brackets - 1;
            }
            i += 8;
        }
        quoted = inside;
        return slowly(b, i, to);
    }

    /** The highest bit of each byte from a quote up to the next. */
    private static long spans(long quotes) {
        long x = quotes ^ quotes << 8;
        x ^= x << 16;
        return x ^ x << 32;
    }

    /** The highest bit of each byte that is zero. */
    private static long zeros(long x) {
        return ~((x & LOW) + LOW | x | LOW);
    }

    private void turn(byte bracket) {
        int same = bracket | 0x20;
        if (same == '{') {
            depth++;
        } else if (same == '}') {
            depth--;
        }
    }

    private int slowly(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte x = b[i];
            if (escaped) {
                escaped = false;
            } else if (x == '\\') {
                escaped = quoted != 0;
            } else if (x == '"') {
                quoted ^= HIGH;
            } else if (quoted == 0) {
                turn(x);
                if (depth == 0 || depth > deepest) {
                    return i + 1;
                }
            }
        }
        return to;
    }
}
