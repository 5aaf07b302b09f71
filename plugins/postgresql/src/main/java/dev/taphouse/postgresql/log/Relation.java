package dev.taphouse.postgresql.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a table looked like where the log is.
 *
 * @param identity {@code relreplident}
 */
record Relation(long oid, String schema, String name, char identity, List<Column> columns) {

    /**
     * A column.
     *
     * @param identity whether a deletion tells it
     */
    record Column(String name, boolean identity, long type, int typmod) {}

    /** Of an R message, from after its letter. */
    static Relation of(byte[] message, int offset) {
        int at = offset;
        long oid = Wire.unsigned32(message, at);
        at += Integer.BYTES;
        String schema = text(message, at);
        at += length(message, at) + 1;
        String name = text(message, at);
        at += length(message, at) + 1;
        char identity = (char) message[at++];
        int count = Wire.int16(message, at);
        at += Short.BYTES;
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean key = (message[at++] & 1) != 0;
            String column = text(message, at);
            at += length(message, at) + 1;
            columns.add(new Column(column, key, Wire.unsigned32(message, at), Wire.int32(message, at + Integer.BYTES)));
            at += 2 * Integer.BYTES;
        }
        // pg_catalog is sent as nothing
        return new Relation(oid, schema.isEmpty() ? "pg_catalog" : schema, name, identity, columns);
    }

    private static String text(byte[] message, int at) {
        return new String(message, at, length(message, at), StandardCharsets.UTF_8);
    }

    private static int length(byte[] message, int at) {
        int end = at;
        while (message[end] != 0) {
            end++;
        }
        return end - at;
    }
}
