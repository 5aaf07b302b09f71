package dev.taphouse.postgresql.log;

import dev.taphouse.postgresql.codec.CopyRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Looks rows up by their keys, many at once, for the values that the log does not hold. For one thread. */
final class Lookup {
    private static final String SETTING = "taphouse.k";

    private final Connection connection;

    /**
     * A lookup.
     *
     * @param connection that commits each statement by itself
     */
    Lookup(Connection connection) {
        this.connection = connection;
    }

    /**
     * The rows as they are now; those that are gone are not among them.
     *
     * @param keys the server's text of each part of each key
     * @param fields the numbers of the fields to read
     */
    Found rows(LoggedStream stream, List<List<byte[]>> keys, int[] fields) throws SQLException {
        List<String> parts = stream.stream().table().key();
        set(parts.size(), keys);
        CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query(stream, parts, fields));
        Map<String, byte[][]> rows = new HashMap<>();
        CopyRow row = new CopyRow();
        for (byte[] line = out.readFromCopy(); line != null; line = out.readFromCopy()) {
            row.reset(line, 0, line.length);
            List<byte[]> key = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                key.add(slice(row, i));
            }
            byte[][] values = new byte[fields.length][];
            for (int i = 0; i < fields.length; i++) {
                int column = parts.size() + i;
                values[i] = row.length(column) < 0 ? Found.NULL : slice(row, column);
            }
            rows.put(LoggedStream.joined(key), values);
        }
        return new Found(fields, rows);
    }

    private static byte[] slice(CopyRow row, int column) {
        return Arrays.copyOfRange(row.bytes(), row.offset(column), row.offset(column) + row.length(column));
    }

    private static String query(LoggedStream stream, List<String> parts, int[] fields) {
        StringBuilder select = new StringBuilder("COPY (SELECT ");
        StringBuilder arrays = new StringBuilder();
        StringBuilder names = new StringBuilder();
        StringBuilder equal = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String column = "t." + Sql.identifier(parts.get(i));
            select.append(i == 0 ? "" : ", ").append(column);
            arrays.append(i == 0 ? "" : ", ")
                    .append("CAST(current_setting('" + SETTING + i + "') AS ")
                    .append(stream.column(parts.get(i)).nativeType())
                    .append("[])");
            names.append(i == 0 ? "" : ", ").append('k').append(i);
            equal.append(i == 0 ? "" : " AND ").append(column).append(" = k.k").append(i);
        }
        for (int field : fields) {
            select.append(", t.")
                    .append(Sql.identifier(stream.fields().get(field).name()));
        }
        return select.append(" FROM unnest(")
                .append(arrays)
                .append(") AS k (")
                .append(names)
                .append(") JOIN ")
                .append(Sql.table(
                        stream.stream().table().schema(),
                        stream.stream().table().name()))
                .append(" t ON ")
                .append(equal)
                .append(") TO STDOUT")
                .toString();
    }

    /** COPY takes no parameters: the keys are settings of the session, bound and never part of a statement. */
    private void set(int parts, List<List<byte[]>> keys) throws SQLException {
        for (int i = 0; i < parts; i++) {
            StringBuilder array = new StringBuilder("{");
            for (List<byte[]> key : keys) {
                array.append(array.length() == 1 ? "\"" : ",\"");
                String text = new String(key.get(i), StandardCharsets.UTF_8);
                array.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
            }
            try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
                statement.setString(1, SETTING + i);
                statement.setString(2, array.append('}').toString());
                statement.execute();
            }
        }
    }
}
