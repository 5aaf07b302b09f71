package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the order's values of the last row pushed, and makes a position of them when asked. */
class Bookmark {

    private Bookmark() {}

    /** A bookmark for a query; one that does nothing where it cannot be resumed. */
    static Bookmark of(Phase phase, List<String> columns, Misfits misfits, RowWriter rows) {
        Function<List<Object>, Position> position = phase.position();
        return position == null || phase.order() == null
                ? new Bookmark()
                : new Kept(phase.order(), position, columns, misfits, rows);
    }

    /** The row was pushed. */
    void at(ResultSet row) throws SQLException {}

    /** Tells the host the position of the last row, if there was one since the last time. */
    void checkpoint() {}

    private static final class Kept extends Bookmark {
        private final KeyCodec[] codecs;
        private final int[] numbers;
        private final @Nullable Object[] values;
        private final Function<List<Object>, Position> position;
        private final Misfits misfits;
        private final RowWriter rows;
        private boolean moved;

        Kept(
                Keyset order,
                Function<List<Object>, Position> position,
                List<String> columns,
                Misfits misfits,
                RowWriter rows) {
            this.codecs = order.parts().stream().map(Keyset.Part::codec).toArray(KeyCodec[]::new);
            this.numbers = order.parts().stream()
                    .mapToInt(part -> columns.indexOf(part.column()) + 1)
                    .toArray();
            this.values = new Object[codecs.length];
            this.position = position;
            this.misfits = misfits;
            this.rows = rows;
        }

        @Override
        void at(ResultSet row) throws SQLException {
            for (int i = 0; i < codecs.length; i++) {
                try {
                    values[i] = codecs[i].read(row, numbers[i]);
                } catch (ValueMisfit misfit) {
                    throw misfits.failure(misfit, numbers[i], row);
                }
            }
            moved = true;
        }

        @Override
        @SuppressWarnings("NullAway") // at() has set every value
        void checkpoint() {
            if (moved) {
                moved = false;
                rows.checkpoint(position.apply(Arrays.asList(values.clone())));
            }
        }
    }
}
