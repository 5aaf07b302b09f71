package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one record after the other as a {@link RecordEdit} says, in one pass; what is not touched is copied in bulk,
 * and a record in which nothing is touched not at all. For one thread.
 */
public final class RecordEditor {
    private static final EditNode NOTHING = new EditNode().built();

    private final EditNode root;
    private final EditNode anywhere;
    private final boolean everywhere;
    private final byte[] prefix;
    private final byte[] into;
    private final List<Added> added = new ArrayList<>();
    private final ByteBuilder out = new ByteBuilder();
    private final ByteBuilder collected = new ByteBuilder();
    private final Slice result = new Slice();
    private byte[] b = {};
    private int end;
    private int length;
    /** Up to where the record is in {@link #out}, or left out. */
    private int copied;
    /** Whether the name gone over last has no escapes. */
    private boolean plain;

    RecordEditor(EditNode root, EditNode anywhere, byte[] prefix, String into) {
        this.root = root;
        this.anywhere = anywhere;
        this.everywhere = anywhere.isInner();
        this.prefix = prefix;
        this.into = name(into);
    }

    /**
     * Adds a field to the records that follow, instead of one of theirs.
     *
     * @param json its value as JSON text, as {@link JsonRecord#json} gives it
     */
    public void add(String name, String json) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        added.removeIf(field -> Arrays.equals(field.name, bytes));
        added.add(new Added(bytes, name(name), json.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] name(String name) {
        ByteBuilder quoted = new ByteBuilder();
        quoted.string(name);
        quoted.append(':');
        return Arrays.copyOf(quoted.bytes, quoted.length);
    }

    /**
     * Rewrites a record.
     *
     * @return valid until the next call, and no longer than the record
     * @throws SourceException of kind DATA when the record is seen not to be JSON
     */
    public JsonRecord edit(JsonRecord record) {
        b = record.bytes();
        length = record.length();
        end = record.offset() + length;
        copied = record.offset();
        out.clear();
        collected.clear();
        object(root, require(record.offset(), '{'), true);
        if (copied == record.offset()) {
            return record;
        }
        copyTo(end);
        return result.of(out.bytes, 0, out.length);
    }

    private void copyTo(int index) {
        if (index > copied) {
            out.append(b, copied, index - copied);
            copied = index;
        }
    }

    /** Goes over the object that begins here; the index after it. */
    private int object(EditNode node, int from, boolean top) {
        boolean kept = false;
        int after = from + 1;
        int i = JsonScan.space(b, after, end);
        boolean more = is(i, '"');
        while (more) {
            int name = i;
            int nameEnd = nameEnd(i);
            int value = JsonScan.space(b, require(JsonScan.space(b, nameEnd, end), ':') + 1, end);
            EditNode child = find(node, name, nameEnd);
            boolean collects = top && isCollected(name, nameEnd);
            if (collects || child.removed || top && isAdded(name, nameEnd)) {
                i = JsonScan.value(b, value, end);
                copyTo(after);
                if (collects) {
                    collect(name, i);
                }
                i = JsonScan.space(b, i, end);
                copied = is(i, ',') && !kept ? i + 1 : i;
                after = copied;
            } else {
                if (child.renamed != null) {
                    copyTo(name);
                    out.append(child.renamed);
                    copied = nameEnd;
                }
                after = value(child, value);
                kept = true;
                i = JsonScan.space(b, after, end);
            }
            more = is(i, ',');
            if (more) {
                i = require(JsonScan.space(b, i + 1, end), '"');
            }
        }
        require(i, '}');
        if (top) {
            append(i, kept);
        }
        return i + 1;
    }

    private boolean is(int index, int expected) {
        return index < end && b[index] == expected;
    }

    private int require(int index, int expected) {
        if (!is(index, expected)) {
            throw new SourceException(
                    SourceException.Kind.DATA,
                    "a record is not JSON: '" + (char) expected + "' is missing, near '"
                            + Json.excerpt(b, Math.max(end - length, index - 20), end) + "'");
        }
        return index;
    }

    private EditNode find(EditNode node, int name, int nameEnd) {
        EditNode child = plain ? find(node, b, name + 1, nameEnd - 1) : findEscaped(node, name, nameEnd);
        return child == null ? NOTHING : child;
    }

    private @Nullable EditNode findEscaped(EditNode node, int name, int nameEnd) {
        byte[] bytes = Json.string(b, name, nameEnd).getBytes(StandardCharsets.UTF_8);
        return find(node, bytes, 0, bytes.length);
    }

    private @Nullable EditNode find(EditNode node, byte[] bytes, int from, int to) {
        EditNode child = node.find(bytes, from, to);
        return child == null && everywhere ? anywhere.find(bytes, from, to) : child;
    }

    private int nameEnd(int quote) {
        int after = JsonScan.name(b, quote, end);
        plain = after >= 0;
        return plain ? after : ~after;
    }

    /** Goes over a value; the index after it. */
    private int value(EditNode node, int from) {
        if (from < end && (node.isInner() || everywhere)) {
            if (b[from] == '{') {
                return object(node, from, false);
            }
            if (b[from] == '[') {
                return list(node.elements == null ? NOTHING : node.elements, from);
            }
        }
        int to = JsonScan.value(b, from, end);
        if (node.conversion != null && from < to && b[from] != '{' && b[from] != '[') {
            copyTo(from);
            if (node.conversion.convert(b, from, to, out)) {
                copied = to;
            }
        }
        return to;
    }

    private int list(EditNode each, int from) {
        int i = JsonScan.space(b, from + 1, end);
        boolean more = !is(i, ']');
        while (more) {
            i = JsonScan.space(b, value(each, i), end);
            more = is(i, ',');
            if (more) {
                i = JsonScan.space(b, i + 1, end);
            }
        }
        return require(i, ']') + 1;
    }

    private boolean isAdded(int name, int nameEnd) {
        for (int i = 0; i < added.size(); i++) {
            byte[] one = added.get(i).name;
            boolean may = !plain || nameEnd - name - 2 == one.length;
            if (may && Names.same(b, name, nameEnd, one)) {
                return true;
            }
        }
        return false;
    }

    private boolean isCollected(int name, int nameEnd) {
        int from = name + 1;
        return prefix.length > 0
                && nameEnd - 1 - from >= prefix.length
                && Arrays.equals(prefix, 0, prefix.length, b, from, from + prefix.length);
    }

    private void collect(int name, int to) {
        collected.append(collected.length == 0 ? '{' : ',');
        collected.escaped(b, name, to);
    }

    /** Adds what is added, before the brace that closes the record. */
    private void append(int brace, boolean kept) {
        boolean comma = kept;
        if (collected.length > 0) {
            copyTo(brace);
            separate(comma);
            comma = true;
            out.append(into);
            out.append('"');
            out.append(collected.bytes, 0, collected.length);
            out.append('}');
            out.append('"');
        }
        for (int i = 0; i < added.size(); i++) {
            copyTo(brace);
            separate(comma);
            comma = true;
            out.append(added.get(i).member);
            out.append(added.get(i).json);
        }
    }

    private void separate(boolean comma) {
        if (comma) {
            out.append(',');
        }
    }

    private record Added(byte[] name, byte[] member, byte[] json) {}
}
