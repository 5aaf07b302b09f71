package dev.taphouse.postgresql.read;

import dev.taphouse.postgresql.codec.PartLosses;
import dev.taphouse.postgresql.codec.PgCodec;
import dev.taphouse.postgresql.codec.PgCodecs;
import dev.taphouse.postgresql.codec.PgOrder;
import dev.taphouse.postgresql.codec.PgPolicy;
import dev.taphouse.postgresql.codec.PgType;
import dev.taphouse.sql.ColumnCodec;
import dev.taphouse.sql.TextCodec;
import dev.taphouse.sql.TextKey;
import dev.taphouse.sql.ValueMisfit;

/** Makes the codecs of columns what {@code sql-support} reads by. */
public final class PgColumns {
    private final PgCodecs codecs;

    /** For a session. */
    public PgColumns(PgPolicy policy, PartLosses losses) {
        this.codecs = new PgCodecs(policy, losses);
    }

    /** How a column of a type travels. */
    public ColumnCodec of(PgType type) {
        PgCodec plain = codecs.of(type);
        ColumnCodec column = ColumnCodec.text(plain.type(), () -> textCodec(codecs.of(type)));
        if (plain.mayLose()) {
            column = column.lossy();
        }
        if (plain.order().isEmpty()) {
            return column;
        }
        PgOrder order = plain.order().get();
        return order.isCursor() ? column.ordered(new Key(order)) : column.key(new Key(order));
    }

    private static TextCodec textCodec(PgCodec codec) {
        return codec::copy;
    }

    private static final class Key extends TextKey {
        private final PgOrder order;

        Key(PgOrder order) {
            this.order = order;
        }

        @Override
        public Object canonical(byte[] text, int offset, int length) {
            Object value = order.canonical(text, offset, length);
            if (!order.isFinite(value)) {
                throw new ValueMisfit("NaN or an infinity, which no bookmark can go beyond");
            }
            return value;
        }

        @Override
        public String text(Object canonical) {
            return order.text(canonical);
        }

        @Override
        public String parameter(String reference) {
            return "CAST(" + reference + " AS " + order.castType() + ")";
        }

        @Override
        public String expression(String column) {
            return order.expression(column);
        }
    }
}
