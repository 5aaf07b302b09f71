package dev.taphouse.host.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random rows of random shapes: every line that goes out is JSON that its SCHEMA accepts, and each value is refused or
 * taken alike whichever way it came. {@code -Drows=N} makes more, {@code -Dseed=N} others.
 */
class RandomRowsTest {
    private static final long SEED = Long.getLong("seed", 20260131L);
    private static final int SHAPES = 60;
    private static final int ROWS = Integer.getInteger("rows", 3000) / SHAPES;

    private final Random random = new Random(SEED);
    private boolean odd;

    @Test
    void everyLineIsJsonThatItsSchemaAccepts() {
        int lines = 0;
        for (int i = 0; i < SHAPES; i++) {
            lines += oneShape();
        }
        assertThat(lines).as("values that fit, seed %d", SEED).isGreaterThan(SHAPES * ROWS / 2);
    }

    private int oneShape() {
        List<Field> fields = fields(1 + random.nextInt(8), 0);
        StreamShape shape = new StreamShape("s", fields, List.of(), List.of(), random.nextBoolean(), Map.of());
        Map<String, Object> schema = JsonSchemas.of(shape);
        assertThat(Json.text(JsonSchemas.of(shape))).isEqualTo(Json.text(schema));
        SchemaValidator validator = SchemaValidator.of(schema);
        Rows byMap = Rows.of(shape);
        Rows byJson = Rows.of(shape);
        Rows oddOnes = Rows.of(shape);
        for (int i = 0; i < ROWS; i++) {
            odd = false;
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            fields.forEach(field -> row.put(field.name(), value(field.type(), 0)));
            row.put("unknown", value(Type.JSON, 0));
            byte[] document = Json.bytes(plain(row));
            if (odd) {
                accepts(() -> oddOnes.writer.add(row));
                accepts(() -> oddOnes.writer.addJson(document, 0, document.length));
                continue;
            }
            boolean taken = accepts(() -> byMap.writer.add(row));
            boolean takenToo = accepts(() -> byJson.writer.addJson(document, 0, document.length));
            assertThat(takenToo)
                    .as("%s as %s, seed %d", new String(document, StandardCharsets.UTF_8), fields, SEED)
                    .isEqualTo(taken);
        }
        List<String> lines = byMap.text().lines().toList();
        List<String> others = byJson.text().lines().toList();
        assertThat(others).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            Object record = record(lines.get(i));
            List<Violation> violations = validator.violations(judged(record));
            assertThat(violations)
                    .as("%s by %s, seed %d", lines.get(i), schema, SEED)
                    .isEmpty();
            assertThat(record(others.get(i))).as("seed %d", SEED).isEqualTo(record);
        }
        oddOnes.text()
                .lines()
                .forEach(line -> assertThat(validator.violations(judged(record(line))))
                        .as("%s by %s, seed %d", line, schema, SEED)
                        .isEmpty());
        return lines.size();
    }

    private static boolean accepts(Runnable write) {
        try {
            write.run();
            return true;
        } catch (SourceException e) {
            assertThat(e).hasMessageStartingWith("stream 's', field '");
            return false;
        }
    }

    private static @Nullable Object record(String line) {
        Object message = Json.read(line);
        return message instanceof Map<?, ?> map ? map.get("record") : null;
    }

    /** The validator takes an integer beyond 64 bits for one when it is a BigInteger. */
    private static @Nullable Object judged(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> judged = new LinkedHashMap<>();
            map.forEach((name, each) -> judged.put(String.valueOf(name), judged(each)));
            return judged;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> judged = new ArrayList<>();
            list.forEach(each -> judged.add(judged(each)));
            return judged;
        }
        return value instanceof BigDecimal number && number.scale() == 0 ? number.toBigIntegerExact() : value;
    }

    private List<Field> fields(int count, int depth) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Field field = Field.of(name() + i, type(depth));
            fields.add(random.nextInt(6) == 0 ? field.notNull() : field);
        }
        return fields;
    }

    private String name() {
        return List.of("a", "B c", "\u00e4", "q\"", "\\", "\ud83d\ude00", "$ref", "type")
                .get(random.nextInt(8));
    }

    private Type type(int depth) {
        List<Type> types = List.of(
                Type.BOOL,
                Type.INT16,
                Type.INT32,
                Type.INT64,
                Type.INTEGER,
                Type.DECIMAL,
                Type.decimal(6, 2),
                Type.decimal(3, 3),
                Type.FLOAT32,
                Type.FLOAT64,
                Type.TEXT,
                Type.text(5),
                Type.BYTES,
                Type.DATE,
                Type.TIME,
                Type.TIMESTAMP,
                Type.INSTANT,
                Type.UUID,
                Type.JSON);
        int kind = random.nextInt(depth < 3 ? types.size() + 3 : types.size());
        if (kind < types.size()) {
            return types.get(kind);
        }
        return kind == types.size()
                ? Type.list(type(depth + 1))
                : Type.object(fields(random.nextInt(4), depth + 1).toArray(Field[]::new));
    }

    /** Mostly a value that fits, sometimes one that does not. */
    private @Nullable Object value(Type type, int depth) {
        if (random.nextInt(60) == 0) {
            return null;
        }
        if (random.nextInt(150) == 0) {
            odd = true;
            return value(type(depth + 1), depth + 1);
        }
        return switch (type.kind()) {
            case BOOL -> random.nextBoolean();
            case INTEGER -> integer(type.bits());
            case DECIMAL -> decimal(type);
            case FLOAT -> number(type.bits());
            case TEXT -> text(type.maxLength().orElse(40));
            case BYTES -> bytes();
            case DATE -> LocalDate.ofEpochDay(random.nextInt(4_000_000) - 1_000_000);
            case TIME -> LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L + micros());
            case TIMESTAMP, INSTANT ->
                Instant.ofEpochSecond((long) (random.nextGaussian() * 3e10), random.nextInt(3) * micros());
            case UUID -> new UUID(random.nextLong(), random.nextLong());
            case JSON -> value(depth < 3 ? type(depth + 1) : Type.TEXT, depth + 1);
            case LIST -> list(type.element().orElseThrow(), depth);
            case OBJECT -> object(type, depth);
        };
    }

    private Object integer(int bits) {
        int size = bits == 0 ? 90 : bits;
        BigInteger value = new BigInteger(random.nextInt(size), random);
        boolean small = value.bitLength() < 63;
        return small ? (Object) (random.nextBoolean() ? -value.longValue() : value.longValue()) : value.negate();
    }

    private Object decimal(Type type) {
        int scale = type.scale().orElse(random.nextInt(20));
        int digits = type.precision().orElse(25);
        BigInteger unscaled = new BigInteger(random.nextInt(digits * 3 + 1), random);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    }

    private Object number(int bits) {
        double any = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
        return bits == 32 ? (Object) (float) any : any;
    }

    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(longest + 1);
        for (int i = 0; i < count; i++) {
            int c = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(128);
            text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private int micros() {
        return random.nextInt(1_000_000) * (random.nextBoolean() ? 1 : 1000) / 1000 * 1000;
    }

    private List<@Nullable Object> list(Type element, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(element, depth + 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> object(Type type, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Field field : type.fields()) {
            if (random.nextInt(8) > 0) {
                object.put(field.name(), value(field.type(), depth + 1));
            }
        }
        if (random.nextInt(8) == 0) {
            object.put("new", value(Type.JSON, depth + 1));
        }
        return object;
    }

    /** The row as a document would have it: canonical text in place of what JSON does not know. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((name, each) -> plain.put(String.valueOf(name), plain(each)));
            return plain;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        String quoted = Rows.token(Type.JSON, w -> w.value(0, value));
        return Json.read(quoted);
    }
}
