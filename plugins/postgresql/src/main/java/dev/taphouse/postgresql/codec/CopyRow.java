package dev.taphouse.postgresql.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The columns of one row of {@code COPY ... TO STDOUT} in text format, as slices of its line. Used again for every row;
 * one thread at a time.
 */
public final class CopyRow {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long TABS = '\t' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final int FEW = 16;
    private static final byte[] NOTHING = {};

    private byte[] line = NOTHING;
    private int[] offsets = new int[FEW];
    private int[] lengths = new int[FEW];
    private int columns;
    private int from;

    /**
     * Takes up the next row.
     *
     * @param bytes the line, with or without its line feed; escapes are resolved in place, so that it is not usable as
     *     a line any more; slices are valid until it changes
     */
    public void reset(byte[] bytes, int offset, int length) {
        line = bytes;
        columns = 0;
        int end = length > 0 && bytes[offset + length - 1] == '\n' ? offset + length - 1 : offset + length;
        from = offset;
        int at = offset;
        while (at + Long.BYTES <= end) {
            at = word(at, end);
        }
        while (at < end) {
            int b = bytes[at];
            at = b == '\t' || b == '\\' ? after(at, end) : at + 1;
        }
        if (from <= end) {
            add(from, end - from);
        }
    }

    /** Lets the bytes go: there is no row until the next {@link #reset}. */
    public void clear() {
        line = NOTHING;
        columns = 0;
    }

    /** Reads eight bytes at once for what ends a column or escapes; where to go on. */
    private int word(int at, int end) {
        long word = (long) WORDS.get(line, at);
        long hits = (zeros(word ^ TABS) | zeros(word ^ BACKSLASHES)) & HIGHS;
        while (hits != 0) {
            int hit = at + (Long.numberOfTrailingZeros(hits) >>> 3);
            int b = line[hit];
            if (b == '\t') {
                add(from, hit - from);
                from = hit + 1;
            } else if (b == '\\') {
                return after(hit, end);
            }
            // above a hit there may be a false one
            hits &= hits - 1;
        }
        return at + Long.BYTES;
    }

    /** The high bit of each byte that is zero, and perhaps of others above the first. */
    private static long zeros(long word) {
        return (word - ONES) & ~word;
    }

    /** Ends the column at a tab, or reads it to its end from its first escape; where to go on. */
    private int after(int at, int end) {
        int tab = at;
        if (line[at] == '\t') {
            add(from, at - from);
        } else {
            tab = escaped(from, at, end);
        }
        from = tab + 1;
        return from;
    }

    /** How many columns the row has; at least one, for an empty line is one empty text. */
    public int columns() {
        return columns;
    }

    /** The bytes that the slices are of: those given to {@link #reset}. */
    public byte[] bytes() {
        return line;
    }

    /** Where a column's text starts; columns count from 0. */
    public int offset(int column) {
        return offsets[column];
    }

    /** The length of a column's text in bytes; -1 for NULL. */
    public int length(int column) {
        return lengths[column];
    }

    /** Adds the column that has its first escape at {@code at}; where it ends. */
    private int escaped(int from, int at, int end) {
        byte[] b = line;
        if (at == from && at + 1 < end && b[at + 1] == 'N') {
            add(from, -1);
            return at + 2;
        }
        int to = at;
        int read = at;
        while (read < end && b[read] != '\t') {
            if (b[read] == '\\') {
                b[to++] = plain(b[read + 1]);
                read += 2;
            }
            int run = read;
            while (read < end && b[read] != '\t' && b[read] != '\\') {
                read++;
            }
            System.arraycopy(b, run, b, to, read - run);
            to += read - run;
        }
        add(from, to - from);
        return read;
    }

    private static byte plain(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> escape;
        };
    }

    private void add(int offset, int length) {
        if (columns == offsets.length) {
            offsets = Arrays.copyOf(offsets, columns * 2);
            lengths = Arrays.copyOf(lengths, columns * 2);
        }
        offsets[columns] = offset;
        lengths[columns++] = length;
    }
}
