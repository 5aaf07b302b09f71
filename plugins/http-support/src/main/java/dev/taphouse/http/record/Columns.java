package dev.taphouse.http.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of columns. */
final class Columns {
    private Columns() {}

    /**
     * Names as they can be used: without white space around them, an empty one is {@code column_3} by its place, one that
     * was there before gets the next free number.
     */
    static List<String> names(List<String> found) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < found.size(); i++) {
            String base = found.get(i).strip().isEmpty()
                    ? "column_" + (i + 1)
                    : found.get(i).strip();
            String name = base;
            for (int n = 2; !names.add(name); n++) {
                name = base + "_" + n;
            }
        }
        return new ArrayList<>(names);
    }

    /** The names as the beginnings of members. */
    static List<byte[]> members(List<String> names) {
        return names.stream()
                .map(name -> {
                    ByteBuilder member = new ByteBuilder();
                    member.string(name);
                    member.append(':');
                    return Arrays.copyOf(member.bytes, member.length);
                })
                .toList();
    }
}
