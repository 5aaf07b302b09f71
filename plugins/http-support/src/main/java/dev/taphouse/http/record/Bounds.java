package dev.taphouse.http.record;

/**
 * Finds where an object ends, eight bytes at a time and whatever pieces it comes in: quotes and brackets alone. What
 * lies between is not checked. Reused for one object after the other.
 */
final class Bounds {
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
            if (escaped || Words.hasBackslash(w)) {
                quoted = inside;
                i = slowly(b, i, i + 8);
                if (depth == 0 || depth > deepest) {
                    return i;
                }
                inside = quoted;
                continue;
            }
            long strings = Words.spans(Words.quotes(w)) ^ inside;
            inside = strings >> 63 & Words.HIGH;
            long brackets = Words.brackets(w) & ~strings;
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
                quoted ^= Words.HIGH;
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
