package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done at a place in a record, and at the places inside it. Built once, then only read. */
final class EditNode {
    private final Map<String, EditNode> members = new LinkedHashMap<>();
    private byte[][] names = {};
    private EditNode[] nodes = {};

    @Nullable EditNode elements;

    boolean removed;
    byte @Nullable [] renamed;

    @Nullable Conversion conversion;

    EditNode member(String name) {
        return members.computeIfAbsent(name, n -> new EditNode());
    }

    EditNode each() {
        if (elements == null) {
            elements = new EditNode();
        }
        return elements;
    }

    /** Whether something is done inside a structure here. */
    boolean isInner() {
        return elements != null || !members.isEmpty();
    }

    /** Lays out the names for looking them up. */
    EditNode built() {
        int size = Integer.highestOneBit(Math.max(1, members.size())) * 4;
        names = new byte[size][];
        nodes = new EditNode[size];
        members.forEach((name, node) -> {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            int slot = slot(bytes, 0, bytes.length);
            while (nodes[slot] != null) {
                slot = slot + 1 & size - 1;
            }
            names[slot] = bytes;
            nodes[slot] = node.built();
        });
        if (elements != null) {
            elements.built();
        }
        return this;
    }

    /** The member of a name, given without quotes and escapes. */
    @Nullable EditNode find(byte[] b, int from, int to) {
        int slot = slot(b, from, to);
        while (nodes[slot] != null) {
            if (Arrays.equals(names[slot], 0, names[slot].length, b, from, to)) {
                return nodes[slot];
            }
            slot = slot + 1 & nodes.length - 1;
        }
        return null;
    }

    private int slot(byte[] b, int from, int to) {
        int length = to - from;
        int hash = length == 0 ? 0 : (length * 31 + b[from]) * 31 + b[to - 1] + b[from + length / 2] * 7;
        return (hash ^ hash >>> 5) & nodes.length - 1;
    }
}
