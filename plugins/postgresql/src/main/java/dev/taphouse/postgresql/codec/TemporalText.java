package dev.taphouse.postgresql.codec;

import org.jspecify.annotations.Nullable;

/**
 * Turns what {@code DateStyle} ISO prints under {@code TimeZone} UTC into canonical text, in a small buffer used again
 * for every value.
 */
final class TemporalText {
    /** The length of {@code 2026-01-31}. */
    static final int DATE = 10;

    private static final int TIME = 8;
    private static final int MICROS = 6;

    private final byte[] bytes = new byte[32];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Takes up {@code 2026-01-31}; why it cannot be represented, or null. */
    @Nullable String date(byte[] text, int offset, int count) {
        if (count != DATE || text[offset + 4] != '-') {
            return outside(text, offset);
        }
        System.arraycopy(text, offset, bytes, 0, DATE);
        length = DATE;
        return null;
    }

    /** Takes up {@code 13:30:00.5}. */
    void time(byte[] text, int offset, int count) {
        length = 0;
        int end = time(text, offset, offset + count, 0);
        require(end == offset + count, "a time of day");
    }

    /** Takes up {@code 2026-01-31 13:30:00.5}; why it cannot be represented, or null. */
    @Nullable String timestamp(byte[] text, int offset, int count) {
        int end = offset + count;
        if (count < DATE + 1 + TIME || text[offset + DATE] != ' ' || text[end - 1] == 'C') {
            return outside(text, offset);
        }
        int last = dateAndTime(text, offset, end);
        require(last == end, "a timestamp in DateStyle ISO");
        bytes[length++] = 'Z';
        return null;
    }

    /** Takes up {@code 2026-01-31 13:30:00.5+00}; why it cannot be represented, or null. */
    @Nullable String instant(byte[] text, int offset, int count) {
        int end = offset + count;
        if (count < DATE + 1 + TIME || text[offset + DATE] != ' ' || text[end - 1] == 'C') {
            return outside(text, offset);
        }
        int last = dateAndTime(text, offset, end);
        boolean utc = end - last == 3 && text[last] == '+' && text[last + 1] == '0' && text[last + 2] == '0';
        require(utc, "a timestamptz in DateStyle ISO and TimeZone UTC");
        bytes[length++] = 'Z';
        return null;
    }

    private int dateAndTime(byte[] text, int offset, int end) {
        System.arraycopy(text, offset, bytes, 0, DATE);
        bytes[DATE] = 'T';
        return time(text, offset + DATE + 1, end, DATE + 1);
    }

    /** Copies a time of day; its fraction, which the server prints without zeros at its end, becomes microseconds. */
    private int time(byte[] text, int from, int end, int to) {
        System.arraycopy(text, from, bytes, to, TIME);
        int read = from + TIME;
        length = to + TIME;
        if (read < end && text[read] == '.') {
            int full = length + 1 + MICROS;
            bytes[length++] = '.';
            read++;
            while (read < end && length < full && text[read] >= '0' && text[read] <= '9') {
                bytes[length++] = text[read++];
            }
            while (length < full) {
                bytes[length++] = '0';
            }
        }
        return read;
    }

    private static String outside(byte[] text, int offset) {
        boolean number = text[offset] >= '0' && text[offset] <= '9';
        return number ? Loss.YEAR : Loss.INFINITY;
    }

    private static void require(boolean expected, String what) {
        if (!expected) {
            throw new IllegalStateException(
                    "the server did not print " + what + ": the session does not have the settings of PgSettings");
        }
    }
}
