package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/** JSON as it stands: numbers keep all digits, names their order and their doubles. */
final class JsonCodec extends ValueCodec {
    /** The host takes 500; arrays and composites around the value take theirs. */
    private static final int DEEPEST = 400;

    JsonCodec() {
        super(Type.JSON, null);
    }

    /** The JSON value null is null. */
    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        if (isTooDeep(text, offset, length)) {
            out.lost(field, Loss.DEPTH);
        } else {
            out.json(field, text, offset, length);
        }
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        if (isTooDeep(text, offset, length)) {
            return Loss.DEPTH;
        }
        out.append(text, offset, length);
        return null;
    }

    private static boolean isTooDeep(byte[] text, int offset, int length) {
        return length > 2 * DEEPEST && depth(text, offset, offset + length) > DEEPEST;
    }

    private static int depth(byte[] text, int from, int end) {
        int deepest = 0;
        int depth = 0;
        boolean inText = false;
        for (int i = from; i < end; i++) {
            switch (text[i]) {
                case '\\' -> i++;
                case '"' -> inText = !inText;
                case '[', '{' -> {
                    depth += inText ? 0 : 1;
                    deepest = Math.max(deepest, depth);
                }
                case ']', '}' -> depth -= inText ? 0 : 1;
                default -> {}
            }
        }
        return deepest;
    }
}
