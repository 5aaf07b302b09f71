package dev.taphouse.postgresql.log;

import java.util.Arrays;

/** The columns of one row as pgoutput sends them: slices of its message. Used again for every row. */
final class Tuple {
    static final byte NULL = 'n';
    static final byte UNCHANGED = 'u';

    private static final int FEW = 16;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private byte[] kinds = new byte[FEW];
    private int[] offsets = new int[FEW];
    private int[] lengths = new int[FEW];
    private int columns;

    /** Takes up a row; where it ends. */
    int reset(byte[] message, int offset) {
        bytes = message;
        columns = Wire.int16(message, offset);
        if (columns > kinds.length) {
            kinds = Arrays.copyOf(kinds, columns);
            offsets = Arrays.copyOf(offsets, columns);
            lengths = Arrays.copyOf(lengths, columns);
        }
        int at = offset + Short.BYTES;
        for (int i = 0; i < columns; i++) {
            byte kind = message[at++];
            kinds[i] = kind;
            if (kind == 't') {
                int length = Wire.int32(message, at);
                at += Integer.BYTES;
                offsets[i] = at;
                lengths[i] = length;
                at += length;
            } else if (kind != NULL && kind != UNCHANGED) {
                throw new IllegalStateException("a column of kind " + (char) kind + " in the log");
            }
        }
        return at;
    }

    int columns() {
        return columns;
    }

    boolean isNull(int column) {
        return kinds[column] == NULL;
    }

    boolean isUnchanged(int column) {
        return kinds[column] == UNCHANGED;
    }

    boolean isText(int column) {
        return kinds[column] == 't';
    }

    byte[] bytes() {
        return bytes;
    }

    int offset(int column) {
        return offsets[column];
    }

    int length(int column) {
        return lengths[column];
    }

    /** Fills what did not change from the old row of the same message. */
    void complete(Tuple old) {
        for (int i = 0; i < columns; i++) {
            if (kinds[i] == UNCHANGED) {
                kinds[i] = old.kinds[i];
                offsets[i] = old.offsets[i];
                lengths[i] = old.lengths[i];
            }
        }
    }

    /** Whether a column has the same text in both rows. */
    boolean sameAs(Tuple other, int column) {
        return kinds[column] == other.kinds[column]
                && (kinds[column] != 't'
                        || Arrays.equals(
                                bytes,
                                offsets[column],
                                offsets[column] + lengths[column],
                                other.bytes,
                                other.offsets[column],
                                other.offsets[column] + other.lengths[column]));
    }
}
