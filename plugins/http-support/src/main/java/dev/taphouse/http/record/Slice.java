package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One record after the other: where it lies, and what is at a path in it, looked up when asked. */
final class Slice implements JsonRecord {
    private final Map<String, byte[][]> paths = new HashMap<>();
    private byte[] bytes = {};
    private int offset;
    private int length;
    private int at;

    /** Takes the next record. */
    Slice of(byte[] b, int from, int size) {
        bytes = b;
        offset = from;
        length = size;
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
        byte[][] names = paths.get(path);
        if (names == null) {
            names = RecordsPath.names(path).stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            paths.put(path, names);
        }
        int end = offset + length;
        at = offset;
        for (byte[] name : names) {
            if (!member(name, end)) {
                return Optional.empty();
            }
        }
        int from = at;
        skip(end);
        return from < at ? Json.text(bytes, from, at) : Optional.empty();
    }

    /** Goes to the value of a member of the object that begins here; false where there is none. */
    private boolean member(byte[] name, int end) {
        if (at >= end || bytes[at] != '{') {
            return false;
        }
        at++;
        space(end);
        while (at < end && bytes[at] == '"') {
            int from = at;
            skip(end);
            boolean same = Names.same(bytes, from, at, name);
            space(end);
            at++;
            space(end);
            if (same) {
                return true;
            }
            skip(end);
            space(end);
            at++;
            space(end);
        }
        return false;
    }

    private void space(int end) {
        while (at < end && Json.isSpace(bytes[at])) {
            at++;
        }
    }

    /** Goes over a value, unchecked. */
    private void skip(int end) {
        int depth = 0;
        while (at < end) {
            switch (bytes[at]) {
                case '"' -> string(end);
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    if (depth == 0) {
                        return;
                    }
                    depth--;
                    at++;
                }
                case ',', ':', ' ', '\n', '\r', '\t' -> {
                    if (depth == 0) {
                        return;
                    }
                    at++;
                    continue;
                }
                default -> {
                    at++;
                    continue;
                }
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private void string(int end) {
        at++;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, end);
    }
}
