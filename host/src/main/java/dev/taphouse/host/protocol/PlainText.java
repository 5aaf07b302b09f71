package dev.taphouse.host.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bytes that stand in a JSON string as they are, one byte each: ASCII without quotes, backslashes and controls. */
final class PlainText {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private PlainText() {}

    /** The first index from {@code i} on of a byte that is none of them; {@code end} when all are. */
    static int end(byte[] b, int i, int end) {
        while (i + Long.BYTES <= end) {
            long word = (long) WORDS.get(b, i);
            // a difference below zero has the high bit; what it borrows spoils higher bytes only, behind the first hit
            long hits = (word | (word - SPACES) | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES)) & HIGHS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && b[i] >= ' ' && b[i] != '"' && b[i] != '\\') {
            i++;
        }
        return i;
    }
}
