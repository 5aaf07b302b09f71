package dev.taphouse.chargebee;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record of the site has to become, made without the connector: every field, times as text. */
final class Expected {

    private Expected() {}

    static Map<String, @Nullable Object> row(StreamSpec spec, JsonNode record) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (Field field : spec.fields()) {
            row.put(field.name(), value(field.type(), record.path(field.name())));
        }
        return row;
    }

    private static @Nullable Object value(Type type, JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        return switch (type.kind()) {
            case INSTANT -> Instant.ofEpochSecond(json.asLong()).toString();
            case DECIMAL -> json.decimalValue().stripTrailingZeros();
            case LIST -> list(type.element().orElse(Type.JSON), json);
            case OBJECT -> type.fields().isEmpty() ? plain(json) : object(type, json);
            default -> plain(json);
        };
    }

    private static List<@Nullable Object> list(Type element, JsonNode json) {
        List<@Nullable Object> list = new ArrayList<>();
        json.forEach(each -> list.add(value(element, each)));
        return list;
    }

    private static Map<String, @Nullable Object> object(Type type, JsonNode json) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.properties().forEach(member -> {
            Type known = type.fields().stream()
                    .filter(field -> field.name().equals(member.getKey()))
                    .findFirst()
                    .map(Field::type)
                    .orElse(Type.JSON);
            map.put(member.getKey(), value(known, member.getValue()));
        });
        return map;
    }

    private static @Nullable Object plain(JsonNode json) {
        if (json.isObject()) {
            return object(Type.object(), json);
        }
        if (json.isArray()) {
            return list(Type.JSON, json);
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        if (json.isNumber()) {
            return number(json);
        }
        return json.asText();
    }

    private static Object number(JsonNode json) {
        BigDecimal exact = json.decimalValue();
        BigInteger whole = exact.scale() <= 0 ? exact.toBigInteger() : BigInteger.ZERO;
        return exact.scale() <= 0 && whole.bitLength() < Long.SIZE ? (Object) exact.longValueExact() : exact;
    }

    /** The same with decimals as {@link #row} has them. */
    static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, each) -> copy.put(String.valueOf(name), comparable(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(comparable(each)));
            return copy;
        }
        return value;
    }
}
