package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One record after the other: where it lies, and what is at a path in it. Its members are gone over when asked for, as
 * far as is needed, and once.
 */
final class Slice implements JsonRecord {
    private final Map<String, Path> paths = new HashMap<>();
    private byte[] bytes = {};
    private int offset;
    private int length;
    /** Of each member gone over: where its name begins and ends, where its value begins and ends. */
    private int[] members = new int[4 * 32];

    private int count;
    private int next;

    /** Takes the next record. */
    Slice of(byte[] b, int from, int size) {
        bytes = b;
        offset = from;
        length = size;
        count = 0;
        next = from + 1;
        return this;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Optional<String> text(String path) {
        int from = locate(path);
        return from < 0 ? Optional.empty() : Json.text(bytes, from, JsonScan.value(bytes, from, offset + length));
    }

    @Override
    public Optional<String> json(String path) {
        int from = locate(path);
        int to = from < 0 ? 0 : JsonScan.value(bytes, from, offset + length);
        return from < 0 ? Optional.empty() : Optional.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    /** Where the value at a path begins; -1 when there is none. */
    private int locate(String path) {
        Path parsed = paths.get(path);
        if (parsed == null) {
            parsed = new Path(path);
            paths.put(path, parsed);
        }
        int member = find(parsed);
        if (member < 0) {
            return -1;
        }
        parsed.likely = member;
        return parsed.inside(bytes, members[4 * member + 2], members[4 * member + 3]);
    }

    private int find(Path path) {
        byte[] name = path.names[0];
        if (path.likely < count && is(path.likely, name)) {
            return path.likely;
        }
        for (int i = 0; i < count; i++) {
            if (is(i, name)) {
                return i;
            }
        }
        while (advance()) {
            if (is(count - 1, name)) {
                return count - 1;
            }
        }
        return -1;
    }

    private boolean is(int member, byte[] name) {
        return Names.same(bytes, members[4 * member], members[4 * member + 1], name);
    }

    /** Goes over one more member. */
    private boolean advance() {
        int end = offset + length - 1;
        int i = JsonScan.space(bytes, next, end);
        if (i < end && bytes[i] == ',') {
            i = JsonScan.space(bytes, i + 1, end);
        }
        if (i >= end || bytes[i] != '"') {
            next = end;
            return false;
        }
        if (4 * count == members.length) {
            members = Arrays.copyOf(members, 2 * members.length);
        }
        members[4 * count] = i;
        i = JsonScan.string(bytes, i, end);
        members[4 * count + 1] = i;
        i = JsonScan.space(bytes, JsonScan.space(bytes, i, end) + 1, end);
        members[4 * count + 2] = i;
        i = JsonScan.value(bytes, i, end);
        members[4 * count + 3] = i;
        next = i;
        count++;
        return true;
    }

    /** A path that was asked for, and where it was found last. */
    private static final class Path {
        private final byte[][] names;
        private int likely;

        Path(String text) {
            names = RecordsPath.names(text).stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            if (names.length == 0) {
                throw new IllegalArgumentException("the path of a value in a record is empty");
            }
        }

        /** Where the value at the rest of the path begins inside a value; -1 when there is none. */
        int inside(byte[] b, int from, int to) {
            int start = from < to ? from : -1;
            for (int i = 1; i < names.length && start >= 0; i++) {
                start = JsonScan.member(b, start, to, names[i]);
            }
            return start;
        }
    }
}
