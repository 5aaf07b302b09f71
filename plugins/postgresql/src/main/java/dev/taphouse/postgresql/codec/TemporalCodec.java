package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/** Dates and times, by the type of the field. */
final class TemporalCodec extends ValueCodec {
    private final TemporalText canonical = new TemporalText();
    private final boolean isDay;

    TemporalCodec(Type type, PgOrder order) {
        super(type, order);
        this.isDay = type.kind() == Type.Kind.DATE;
    }

    @Override
    public boolean mayLose() {
        return type().kind() != Type.Kind.TIME;
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        if (isDay && length == TemporalText.DATE) {
            // only years of four digits print as ten bytes: infinities are shorter, others longer
            out.utf8(field, text, offset, length);
            return;
        }
        String lost = take(text, offset, length);
        if (lost == null) {
            out.utf8(field, canonical.bytes(), 0, canonical.length());
        } else {
            out.lost(field, lost);
        }
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        String lost = take(text, offset, length);
        if (lost == null) {
            out.quoted(canonical.bytes(), 0, canonical.length());
        }
        return lost;
    }

    private @Nullable String take(byte[] text, int offset, int length) {
        return switch (type().kind()) {
            case DATE -> canonical.date(text, offset, length);
            case TIMESTAMP -> canonical.timestamp(text, offset, length);
            case INSTANT -> canonical.instant(text, offset, length);
            default -> {
                canonical.time(text, offset, length);
                yield null;
            }
        };
    }
}
