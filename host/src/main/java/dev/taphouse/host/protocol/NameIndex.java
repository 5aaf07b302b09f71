package dev.taphouse.host.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds a column by the bytes of its name, as they stand unescaped in a document. Immutable. */
final class NameIndex {
    private final byte[][] names;
    private final int[] slots;
    private final int mask;

    NameIndex(List<Column> columns) {
        int size = Integer.highestOneBit(Math.max(4, columns.size() * 4));
        names = new byte[columns.size()][];
        slots = new int[size];
        mask = size - 1;
        Arrays.fill(slots, -1);
        for (int i = 0; i < names.length; i++) {
            byte[] name = columns.get(i).field.name().getBytes(StandardCharsets.UTF_8);
            names[i] = name;
            int slot = hash(name, 0, name.length) & mask;
            while (slots[slot] >= 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i;
        }
    }

    /** The index of the column, or -1. */
    int find(byte[] b, int offset, int length) {
        int slot = hash(b, offset, length) & mask;
        for (int i = slots[slot]; i >= 0; i = slots[slot]) {
            byte[] name = names[i];
            if (name.length == length && Arrays.equals(name, 0, length, b, offset, offset + length)) {
                return i;
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }

    /**
     * The index of the column, trying the expected one first: documents of one stream mostly have one order of names.
     */
    int find(byte[] b, int offset, int length, int expected) {
        if (expected < names.length) {
            byte[] name = names[expected];
            if (name.length == length && Arrays.equals(name, 0, length, b, offset, offset + length)) {
                return expected;
            }
        }
        return find(b, offset, length);
    }

    private static int hash(byte[] b, int offset, int length) {
        int h = length;
        for (int i = offset; i < offset + length; i++) {
            h = h * 31 + b[i];
        }
        return h ^ h >>> 15;
    }
}
