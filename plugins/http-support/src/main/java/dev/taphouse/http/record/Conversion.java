package dev.taphouse.http.record;

/**
 * What is made of a value as an API has it. Values it is not meant for, null among them, stay as they are: the row
 * writer says of those that do not fit what is wrong.
 */
public enum Conversion {
    /** Seconds since 1970, with or without a fraction, as a number or text: to date-time text in UTC. */
    EPOCH_S {
        @Override
        boolean convert(byte[] b, int from, int to, ByteBuilder out) {
            return EpochText.write(b, from, to, 1, out);
        }
    },
    /** Milliseconds since 1970, as {@link #EPOCH_S}. */
    EPOCH_MS {
        @Override
        boolean convert(byte[] b, int from, int to, ByteBuilder out) {
            return EpochText.write(b, from, to, 1000, out);
        }
    },
    /** A number in text, such as {@code "12.50"}: to the number, its digits unchanged. */
    NUMBER {
        @Override
        boolean convert(byte[] b, int from, int to, ByteBuilder out) {
            boolean number = b[from] == '"' && Json.isNumber(b, from + 1, to - 1);
            if (number) {
                out.append(b, from + 1, to - from - 2);
            }
            return number;
        }
    };

    /**
     * Writes what becomes of a scalar.
     *
     * @return false, with nothing written, when it is not meant for the value
     */
    abstract boolean convert(byte[] b, int from, int to, ByteBuilder out);
}
