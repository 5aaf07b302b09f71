package dev.taphouse.http.record;

/** Eight bytes at once. */
final class Words {
    static final long HIGH = 0x8080808080808080L;
    static final long ONES = 0x0101010101010101L;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    /** Brackets differ from 0x7F in these bits, and nothing else does that JSON allows outside strings. */
    private static final long BRACKET_BITS = 0x26 * ONES;

    private Words() {}

    /** The highest bit of each byte that is a quote. */
    static long quotes(long w) {
        return zeros(w ^ QUOTES);
    }

    /** The highest bit of each byte that is a bracket, or something that stands in strings alone. */
    static long brackets(long w) {
        return zeros((w | BRACKET_BITS) ^ LOW);
    }

    /** Whether a byte is a backslash. */
    static boolean hasBackslash(long w) {
        long x = w ^ BACKSLASHES;
        return (x - ONES & ~x & HIGH) != 0;
    }

    /**
     * The highest bit of the first byte that is a quote or a backslash; bits above it mean nothing, and 0 that there is
     * none.
     */
    static long find(long w) {
        long quote = w ^ QUOTES;
        long slash = w ^ BACKSLASHES;
        return (quote - ONES & ~quote | slash - ONES & ~slash) & HIGH;
    }

    /** The highest bit of each byte from a quote up to the next. */
    static long spans(long quotes) {
        long x = quotes ^ quotes << 8;
        x ^= x << 16;
        return x ^ x << 32;
    }

    private static long zeros(long x) {
        return ~((x & LOW) + LOW | x | LOW);
    }
}
