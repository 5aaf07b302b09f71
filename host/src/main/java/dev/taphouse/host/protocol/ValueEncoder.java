package dev.taphouse.host.protocol;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes typed values as the value of a field, in the form of the field's type, or refuses them. */
final class ValueEncoder {
    private static final int DEEPEST = 500;

    private final RowBuffer out;
    private final Losses losses;
    private final TextEncoder texts;
    private final TemporalText temporal;
    private int depth;
    private final Conversions conversions;

    ValueEncoder(RowBuffer out, Losses losses, TextEncoder texts) {
        this.out = out;
        this.losses = losses;
        this.texts = texts;
        this.temporal = new TemporalText(out, losses);
        this.conversions = new Conversions(out, losses, texts, temporal);
    }

    void bool(Column c, boolean v) {
        switch (c.kind) {
            case BOOL, JSON -> out.ascii(v ? "true" : "false");
            case TEXT -> text(c, v ? "true" : "false");
            default -> convert(c, conversions.bool(c, v), v, "a boolean");
        }
    }

    void int64(Column c, long v) {
        switch (c.kind) {
            case INTEGER -> {
                if (c.bits > 0 && c.bits < 64 && v != (c.bits == 32 ? (int) v : (short) v)) {
                    throw losses.misfit(c, v, "does not fit " + c.bits + " bits");
                }
                out.int64(v);
            }
            case JSON -> out.int64(v);
            case DECIMAL -> texts.decimal(c, BigDecimal.valueOf(v));
            case FLOAT -> {
                boolean exact = c.bits == 32 ? (long) (float) v == v : (long) (double) v == v;
                if (!exact || v == Long.MAX_VALUE) {
                    throw losses.misfit(c, v, "cannot be held exactly by " + c.type);
                }
                texts.floating(c, v);
            }
            case TEXT -> text(c, Long.toString(v));
            default -> convert(c, conversions.int64(c, v), v, "an integer");
        }
    }

    void float64(Column c, double v) {
        switch (c.kind) {
            case FLOAT -> texts.floating(c, v);
            case JSON -> texts.floating(c, v);
            case TEXT -> text(c, Double.toString(v));
            default -> convert(c, conversions.float64(c, v), v, "a floating-point number");
        }
    }

    void decimal(Column c, BigDecimal v) {
        texts.requireSane(c, v);
        switch (c.kind) {
            case DECIMAL, JSON -> texts.decimal(c, v);
            case INTEGER -> {
                try {
                    texts.integer(c, v.toBigIntegerExact());
                } catch (ArithmeticException e) {
                    throw losses.misfit(c, v, "is not an integer");
                }
            }
            case FLOAT -> texts.floating(c, v.doubleValue());
            case TEXT -> text(c, v.toPlainString());
            default -> throw wrong(c, v, "a decimal number");
        }
    }

    void text(Column c, CharSequence v) {
        switch (c.kind) {
            case TEXT, JSON -> {
                int length = v.length();
                if (length > c.maxLength && v.codePoints().count() > c.maxLength) {
                    throw losses.misfit(c, v, "is longer than " + c.maxLength + " characters");
                }
                if (out.quoted(v) > 0) {
                    losses.add(c, "lone surrogate replaced");
                }
            }
            default -> {
                byte[] utf8 = v.toString().getBytes(StandardCharsets.UTF_8);
                texts.text(c, utf8, 0, utf8.length);
            }
        }
    }

    void bytes(Column c, byte[] b, int offset, int length) {
        switch (c.kind) {
            case BYTES, JSON -> {
                out.ensure(2);
                out.put('"');
                out.hex(b, offset, length);
                out.put('"');
            }
            default -> convert(c, conversions.bytes(c, b, offset, length), b, "bytes");
        }
    }

    void date(Column c, long epochDay) {
        switch (c.kind) {
            case DATE, JSON -> temporal.date(c, epochDay);
            case TEXT -> {
                int from = out.length;
                temporal.date(c, epochDay);
                requireShort(c, from);
            }
            default -> convert(c, conversions.date(c, epochDay), "day " + epochDay, "a date");
        }
    }

    void time(Column c, long nanoOfDay) {
        switch (c.kind) {
            case TIME, JSON -> temporal.time(c, nanoOfDay);
            case TEXT -> {
                int from = out.length;
                temporal.time(c, nanoOfDay);
                requireShort(c, from);
            }
            default -> throw wrong(c, "nanosecond " + nanoOfDay, "a time");
        }
    }

    void instant(Column c, long epochSecond, int nano) {
        switch (c.kind) {
            case INSTANT, TIMESTAMP, JSON -> temporal.instant(c, epochSecond, nano);
            case TEXT -> {
                int from = out.length;
                temporal.instant(c, epochSecond, nano);
                requireShort(c, from);
            }
            default ->
                convert(c, conversions.instant(c, epochSecond, nano), "second " + epochSecond, "a point in time");
        }
    }

    /** The canonical text of a time, in a TEXT of limited length. */
    private void requireShort(Column c, int from) {
        int length = out.length - from - 2;
        if (out.bytes[from] == '"' && length > c.maxLength) {
            throw losses.misfit(
                    c, Utf8.text(out.bytes, from + 1, length), "is longer than " + c.maxLength + " characters");
        }
    }

    /** Writes any value that a map may hold; null as null. */
    void any(Column c, @Nullable Object v) {
        depth = 0;
        value(c, v);
    }

    private void value(Column c, @Nullable Object v) {
        if (v == null) {
            nothing(c);
        } else if (v instanceof CharSequence text) {
            text(c, text);
        } else if (v instanceof Number number) {
            number(c, number);
        } else if (v instanceof Boolean flag) {
            bool(c, flag);
        } else if (v instanceof Map<?, ?> map) {
            object(c, map);
        } else if (v instanceof List<?> list) {
            list(c, list);
        } else if (v instanceof byte[] bytes) {
            bytes(c, bytes, 0, bytes.length);
        } else {
            other(c, v);
        }
    }

    /** Writes a null that the source has, or that a missing value stands for. */
    void nothing(Column c) {
        if (!c.nullable) {
            throw losses.misfit(c, null, "is not allowed here");
        }
        out.ascii("null");
    }

    private void number(Column c, Number v) {
        if (v instanceof Long || v instanceof Integer || v instanceof Short || v instanceof Byte) {
            int64(c, v.longValue());
        } else if (v instanceof BigDecimal decimal) {
            decimal(c, decimal);
        } else if (v instanceof BigInteger integer) {
            decimal(c, new BigDecimal(integer));
        } else if (v instanceof Float single) {
            float64(c, c.kind == Type.Kind.FLOAT && c.bits == 32 ? single : Double.parseDouble(single.toString()));
        } else if (v instanceof Double) {
            float64(c, v.doubleValue());
        } else {
            decimal(c, exact(c, v));
        }
    }

    private BigDecimal exact(Column c, Number v) {
        try {
            return new BigDecimal(v.toString());
        } catch (NumberFormatException e) {
            throw losses.misfit(c, v, "is a " + v.getClass().getName() + ", which a row does not take");
        }
    }

    private void other(Column c, Object v) {
        if (v instanceof Instant at) {
            instant(c, at.getEpochSecond(), at.getNano());
        } else if (v instanceof OffsetDateTime at) {
            instant(c, at.toEpochSecond(), at.getNano());
        } else if (v instanceof ZonedDateTime at) {
            instant(c, at.toEpochSecond(), at.getNano());
        } else if (v instanceof LocalDateTime at) {
            local(c, at);
        } else if (v instanceof LocalDate day) {
            date(c, day.toEpochDay());
        } else if (v instanceof LocalTime time) {
            time(c, time.toNanoOfDay());
        } else if (v instanceof UUID uuid) {
            text(c, uuid.toString());
        } else {
            throw losses.misfit(c, v, "is a " + v.getClass().getName() + ", which a row does not take");
        }
    }

    private void local(Column c, LocalDateTime at) {
        if (c.kind == Type.Kind.INSTANT && !c.converts) {
            throw losses.misfit(c, at, "has no zone, which a point in time needs");
        }
        instant(c, at.toEpochSecond(ZoneOffset.UTC), at.getNano());
    }

    private void list(Column c, List<?> v) {
        if (c.kind != Type.Kind.LIST && c.kind != Type.Kind.JSON) {
            convert(c, asText(c, v), v, "a list");
            return;
        }
        Column element = c.element == null ? Column.anything(c.path + "[]") : c.element;
        enter(c);
        out.ensure(2);
        out.put('[');
        String comma = "";
        for (Object each : v) {
            out.ascii(comma);
            comma = ",";
            value(element, each);
        }
        depth--;
        out.ensure(2);
        out.put(']');
    }

    private void object(Column c, Map<?, ?> v) {
        if (c.kind != Type.Kind.OBJECT && c.kind != Type.Kind.JSON) {
            convert(c, asText(c, v), v, "an object");
            return;
        }
        enter(c);
        out.ensure(2);
        out.put('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : v.entrySet()) {
            String name = String.valueOf(entry.getKey());
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            int child = c.names.find(utf8, 0, utf8.length);
            if (child >= 0 && c.children.get(child).dropped) {
                continue;
            }
            out.ascii(comma);
            comma = ",";
            out.quoted(name);
            out.ensure(2);
            out.put(':');
            value(child < 0 ? Column.anything(c.path + "." + name) : c.children.get(child), entry.getValue());
        }
        depth--;
        out.ensure(2);
        out.put('}');
    }

    private void enter(Column c) {
        if (++depth > DEEPEST) {
            throw losses.misfit(c, "…", "is nested deeper than " + DEEPEST);
        }
    }

    /** Writes a structure as its JSON text, where a text is wanted of what was a structure at the source. */
    private boolean asText(Column c, Object structure) {
        if (!c.converts || c.kind != Type.Kind.TEXT) {
            return false;
        }
        int mark = out.length;
        value(Column.anything(c.path), structure);
        byte[] json = Arrays.copyOfRange(out.bytes, mark, out.length);
        out.length = mark;
        texts.text(c, json, 0, json.length);
        return true;
    }

    private void convert(Column c, boolean converted, Object v, String what) {
        if (!converted) {
            throw wrong(c, v, what);
        }
    }

    private SourceException wrong(Column c, Object v, String what) {
        return losses.misfit(c, v, "is " + what);
    }
}
