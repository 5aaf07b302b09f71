package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compares the names of members as they stand in a document. */
final class Names {
    private Names() {}

    /** Whether a name, given with its quotes, is this one. */
    static boolean same(byte[] b, int from, int to, byte[] name) {
        int first = from + 1;
        int last = to - 1;
        if (Arrays.equals(b, first, last, name, 0, name.length)) {
            return true;
        }
        for (int i = first; i < last; i++) {
            if (b[i] == '\\') {
                return Json.string(b, from, to).equals(new String(name, StandardCharsets.UTF_8));
            }
        }
        return false;
    }
}
