package dev.taphouse.http.record;

/**
 * Steps over JSON text whose bounds are known, without checking it: wrong text leads to a wrong place inside the bounds,
 * never out of them.
 */
final class JsonScan {
    private JsonScan() {}

    /** The next byte that is no white space. */
    static int space(byte[] b, int from, int end) {
        int i = from;
        while (i < end && b[i] <= ' ') {
            i++;
        }
        return i;
    }

    /** After a value, whatever it is. */
    static int value(byte[] b, int from, int end) {
        if (from >= end) {
            return end;
        }
        return switch (b[from]) {
            case '"' -> string(b, from, end);
            case '{', '[' -> structure(b, from, end);
            default -> token(b, from, end);
        };
    }

    /** After a string. */
    static int string(byte[] b, int quote, int end) {
        int after = name(b, quote, end);
        return after < 0 ? ~after : after;
    }

    /** After a string without escapes; the complement of it for one with escapes. */
    static int name(byte[] b, int quote, int end) {
        int i = quote + 1;
        int last = b.length - 8;
        boolean plain = true;
        while (i < end) {
            if (i <= last) {
                long found = Words.find((long) Json.LONGS.get(b, i));
                if (found == 0) {
                    i += 8;
                    continue;
                }
                i += Long.numberOfTrailingZeros(found) >> 3;
            }
            byte x = b[i];
            if (x == '"') {
                i++;
                break;
            }
            plain &= x != '\\';
            i += x == '\\' ? 2 : 1;
        }
        int after = Math.min(i, end);
        return plain ? after : ~after;
    }

    /** The value of the first member of a name, where an object begins; -1 when there is none, or no object. */
    static int member(byte[] b, int from, int end, byte[] name) {
        if (from >= end || b[from] != '{') {
            return -1;
        }
        int i = space(b, from + 1, end);
        while (i < end && b[i] == '"') {
            int quote = i;
            i = string(b, quote, end);
            boolean same = Names.same(b, quote, i, name);
            i = space(b, space(b, i, end) + 1, end);
            if (same) {
                return i;
            }
            i = space(b, space(b, value(b, i, end), end) + 1, end);
        }
        return -1;
    }

    private static int structure(byte[] b, int from, int end) {
        int depth = 0;
        int i = from;
        while (i < end) {
            switch (b[i]) {
                case '"' -> {
                    i = string(b, i, end);
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            i++;
            if (depth == 0) {
                return i;
            }
        }
        return end;
    }

    private static int token(byte[] b, int from, int end) {
        int i = from;
        while (i < end && b[i] > ' ' && b[i] != ',' && b[i] != '}' && b[i] != ']') {
            i++;
        }
        return i;
    }
}
