package dev.taphouse.postgresql.log;

import org.jspecify.annotations.Nullable;

/** A place in the server's log: an unsigned number, printed as the server does. */
final class Lsn {
    private static final int HIGH = 32;
    private static final long LOW = 0xFFFF_FFFFL;
    private static final int HEX = 16;

    private Lsn() {}

    static String text(long lsn) {
        return Long.toHexString(lsn >>> HIGH).toUpperCase(java.util.Locale.ROOT) + "/"
                + Long.toHexString(lsn & LOW).toUpperCase(java.util.Locale.ROOT);
    }

    /** As the server prints it; 0 for null. */
    static long parse(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        int slash = text.indexOf('/');
        return Long.parseUnsignedLong(text.substring(0, slash), HEX) << HIGH
                | Long.parseUnsignedLong(text.substring(slash + 1), HEX);
    }
}
