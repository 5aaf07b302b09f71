package dev.taphouse.http.record;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/** One line of values after the other, in the same arrays. */
final class CsvLine {
    private char[] chars = new char[1024];
    private int[] ends = new int[32];
    private boolean[] quoted = new boolean[32];
    private int count;
    private long number;

    private void begin(long line) {
        number = line;
        count = 0;
    }

    private void add(char[] from, int offset, int length, boolean inQuotes) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            quoted = Arrays.copyOf(quoted, 2 * count);
        }
        int start = start(count);
        if (chars.length - start < length) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, start + length));
        }
        System.arraycopy(from, offset, chars, start, length);
        ends[count] = start + length;
        quoted[count++] = inQuotes;
    }

    private int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    /** Where it begins in the body; 1 for the first. */
    long number() {
        return number;
    }

    int count() {
        return count;
    }

    String text(int field) {
        return new String(chars, start(field), ends[field] - start(field));
    }

    /** Writes a value as JSON. */
    void write(int field, ByteBuilder out) {
        if (start(field) == ends[field] && !quoted[field]) {
            out.append(Json.NULL);
        } else {
            out.string(chars, start(field), ends[field]);
        }
    }

    /** Takes the values from the parser. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<CsvLine> {
        private final CsvLine line = new CsvLine();

        @Override
        protected void handleBegin(long startingLineNumber) {
            line.begin(startingLineNumber);
        }

        @Override
        protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean inQuotes) {
            line.add(buf, offset, len, inQuotes);
        }

        @Override
        protected CsvLine buildRecord() {
            return line;
        }
    }
}
