package dev.taphouse.postgresql.codec;

import dev.taphouse.api.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes the codecs of columns by their types. */
public final class PgCodecs {
    private final PgPolicy policy;
    private final PartLosses losses;

    /**
     * For one read.
     *
     * @param losses hears of lost parts on the thread that copies
     */
    public PgCodecs(PgPolicy policy, PartLosses losses) {
        this.policy = policy;
        this.losses = losses;
    }

    /** A new codec of a column; every type has one. */
    public PgCodec of(PgType type) {
        return codec(type);
    }

    private ValueCodec codec(PgType type) {
        return switch (type.kind()) {
            case DOMAIN -> codec(type.inner());
            case ARRAY -> array(type);
            case COMPOSITE -> composite(type);
            case BASE -> base(type, TypeRow.of(type));
            case ENUM -> text(Type.TEXT, new ServerOrder(type, false, new EnumForm(type.labels())));
            case RANGE, MULTIRANGE, PSEUDO -> text(Type.TEXT, null);
        };
    }

    private ValueCodec array(PgType type) {
        ValueCodec element = codec(type.inner());
        char delimiter = type.inner().undomained().isBuiltIn("box") ? ';' : ',';
        if (policy.arrays() == PgPolicy.Arrays.JSON) {
            return new ArrayCodec(Type.JSON, element, ArrayCodec.ANY, delimiter, losses);
        }
        Type list = element.type();
        for (int i = 0; i < type.dimensions(); i++) {
            list = Type.list(list);
        }
        return new ArrayCodec(list, element, type.dimensions(), delimiter, losses);
    }

    private ValueCodec composite(PgType type) {
        List<ValueCodec> codecs = new ArrayList<>();
        for (PgAttribute attribute : type.attributes()) {
            codecs.add(codec(attribute.type()));
        }
        return new CompositeCodec(type.attributes(), codecs, losses);
    }

    private ValueCodec base(PgType type, TypeRow row) {
        return switch (row.becomes()) {
            case BOOL -> new BoolCodec(order(type, row, new BoolForm()));
            case INT16 -> new NumberCodec(Type.INT16, order(type, row, IntegerForm.INT16));
            case INT32 -> new NumberCodec(Type.INT32, order(type, row, IntegerForm.INT32));
            case INT64 -> new NumberCodec(Type.INT64, order(type, row, IntegerForm.INT64));
            case OID -> new NumberCodec(Type.INT64, order(type, row, IntegerForm.OID));
            case XID -> new NumberCodec(Type.INT64, null);
            case XID8 -> new NumberCodec(Type.INTEGER, order(type, row, IntegerForm.XID8));
            case FLOAT32 -> new NumberCodec(Type.FLOAT32, order(type, row, DecimalForm.FLOAT32));
            case FLOAT64 -> new NumberCodec(Type.FLOAT64, order(type, row, DecimalForm.FLOAT64));
            case NUMERIC -> new NumberCodec(decimal(type), order(type, row, DecimalForm.NUMERIC));
            case MONEY -> new MoneyCodec(order(type, row, DecimalForm.MONEY));
            case TEXT, CITEXT -> text(Type.TEXT, order(type, row, TextForm.PLAIN));
            case LIMITED -> text(limited(type.length()), order(type, row, TextForm.PLAIN));
            case PADDED -> text(limited(type.length()), order(type, row, TextForm.PADDED));
            case CHAR -> new CheckedCodec(new TextCodec(Type.TEXT, null));
            case PLAIN -> text(Type.TEXT, null);
            case BITS -> text(Type.TEXT, order(type, row, PatternForm.BITS));
            case MAC -> text(Type.TEXT, order(type, row, PatternForm.MAC));
            case LSN -> text(Type.TEXT, order(type, row, new LsnForm()));
            case BYTES -> new ByteaCodec(order(type, row, PatternForm.BYTES));
            case DATE -> new TemporalCodec(Type.DATE, order(type, row, TemporalForm.DATE));
            case TIME -> new TemporalCodec(Type.TIME, order(type, row, new TimeForm()));
            case TIMESTAMP -> new TemporalCodec(Type.TIMESTAMP, order(type, row, TemporalForm.TIMESTAMP));
            case INSTANT -> new TemporalCodec(Type.INSTANT, order(type, row, TemporalForm.INSTANT));
            case UUID -> new TextCodec(Type.UUID, order(type, row, PatternForm.UUID));
            case JSON -> checked(new JsonCodec());
            case HSTORE -> checked(new HstoreCodec(losses));
        };
    }

    private ValueCodec text(Type type, @Nullable PgOrder order) {
        return checked(new TextCodec(type, order));
    }

    private ValueCodec checked(ValueCodec codec) {
        return policy.checkText() ? new CheckedCodec(codec) : codec;
    }

    private static PgOrder order(PgType type, TypeRow row, OrderForm form) {
        return new ServerOrder(type, row.isCursor(), form);
    }

    private static Type limited(OptionalInt length) {
        return length.isPresent() ? Type.text(length.getAsInt()) : Type.TEXT;
    }

    /** numeric(3,-2) has five digits before the point, numeric(2,4) none. */
    private static Type decimal(PgType type) {
        if (type.precision().isEmpty() || type.scale().isEmpty()) {
            return Type.DECIMAL;
        }
        int precision = type.precision().getAsInt();
        int scale = type.scale().getAsInt();
        return scale < 0 ? Type.decimal(precision - scale, 0) : Type.decimal(Math.max(precision, scale), scale);
    }
}
