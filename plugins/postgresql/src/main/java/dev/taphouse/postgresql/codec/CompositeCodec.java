package dev.taphouse.postgresql.codec;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Composites: {@code (1,"a ""b""",,"c d")} with an attribute between commas, nothing at all for NULL. */
final class CompositeCodec extends StructureCodec {
    private final byte[][] names;
    private final ValueCodec[] codecs;

    /**
     * Composites of these attributes.
     *
     * @param codecs one per attribute
     */
    CompositeCodec(List<PgAttribute> attributes, List<ValueCodec> codecs, PartLosses losses) {
        super(typeOf(attributes, codecs), losses);
        this.names = attributes.stream()
                .map(attribute -> attribute.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.codecs = codecs.toArray(ValueCodec[]::new);
    }

    private static Type typeOf(List<PgAttribute> attributes, List<ValueCodec> codecs) {
        Field[] fields = new Field[codecs.size()];
        for (int i = 0; i < fields.length; i++) {
            PgAttribute attribute = attributes.get(i);
            fields[i] = Field.of(attribute.name(), codecs.get(i).type())
                    .nativeType(attribute.type().printed());
        }
        return Type.object(fields);
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        int mark = out.length();
        boolean framed = length >= 2 && text[offset] == '(' && text[offset + length - 1] == ')';
        if (!framed || !attributes(text, offset + 1, offset + length - 1, out, parts)) {
            out.cut(mark);
            return Loss.COMPOSITE;
        }
        return null;
    }

    private boolean attributes(byte[] text, int from, int end, JsonText out, Parts parts) {
        out.put('{');
        int i = from;
        for (int attribute = 0; attribute < codecs.length; attribute++) {
            if (attribute > 0) {
                if (i >= end || text[i] != ',') {
                    return false;
                }
                i++;
                out.put(',');
            }
            out.string(names[attribute], 0, names[attribute].length);
            out.put(':');
            i = attribute(codecs[attribute], text, i, end, out, parts);
            if (i < 0) {
                return false;
            }
        }
        out.put('}');
        return i == end;
    }

    private int attribute(ValueCodec codec, byte[] text, int from, int end, JsonText out, Parts parts) {
        if (from < end && text[from] == '"') {
            int after = unquote(text, from + 1, end);
            if (after >= 0) {
                part(codec, out, parts);
            }
            return after;
        }
        int to = from;
        while (to < end && text[to] != ',') {
            to++;
        }
        if (to == from) {
            out.nothing();
        } else {
            part(codec, text, from, to, out, parts);
        }
        return to;
    }
}
