package dev.taphouse.sql;

import dev.taphouse.api.Field;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What happens to a value that does not fit its column: the stream fails, or the value becomes null and is counted. */
final class Misfits {
    static final String REMEDY = "Correct the value, or deselect the column, or set on_misfit to 'null': such values"
            + " then become null and are counted (never those of a key or cursor).";

    private final SqlStream stream;
    private final StreamRead read;
    private final List<String> columns;
    private final boolean becomeNull;

    /**
     * For one read.
     *
     * @param columns what the query selects, before the locator
     */
    Misfits(SqlStream stream, StreamRead read, List<String> columns, boolean becomeNull) {
        this.stream = stream;
        this.read = read;
        this.columns = columns;
        this.becomeNull = becomeNull;
    }

    /** Makes the field null, or throws. */
    void resolve(ValueMisfit misfit, int field, Rows row, RowWriter rows) throws SQLException {
        Field to = read.fields().get(field);
        boolean ordering = stream.table().key().contains(to.name())
                || read.cursors().contains(to.name())
                || read.keys().contains(to.name());
        if (!becomeNull || ordering || !to.nullable()) {
            throw failure(misfit, field, row);
        }
        rows.lost(field, misfit.getMessage() + declared(to.name()));
    }

    /**
     * The failure, with table, column and row.
     *
     * @param number of the column, from 0
     */
    SourceException failure(ValueMisfit misfit, int number, Rows row) throws SQLException {
        String column = columns.get(number);
        String message = "table '" + stream.table() + "', column '" + column + "', row " + where(row) + " "
                + misfit.getMessage() + declared(column);
        return new SourceException(SourceException.Kind.DATA, message, misfit).remedy(REMEDY);
    }

    private String declared(String column) {
        String type = stream.table().columns().stream()
                .filter(each -> each.name().equals(column))
                .map(Column::nativeType)
                .findFirst()
                .orElse("");
        return type.isEmpty() ? ", and its type is not declared" : ", declared " + type;
    }

    private String where(Rows row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String column : stream.table().key()) {
            parts.add(column + "=" + row.text(columns.indexOf(column)));
        }
        if (parts.isEmpty() && stream.table().locator().isPresent()) {
            parts.add(stream.table().locator().get() + "=" + row.text(columns.size()));
        }
        return parts.isEmpty() ? "(without key)" : String.join(", ", parts);
    }
}
