package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.StreamSupport;

/** Fills a record by the types of its fields: values that are legal, and some that are not what one expects. */
final class RecordMaker {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final long LONG_AGO = 1_500_000_000L;

    private final Facts facts;
    private final Random random;

    RecordMaker(Facts facts, Random random) {
        this.facts = facts;
        this.random = random;
    }

    /** A record with most of its fields. */
    ObjectNode make(String record) {
        JsonNode resource = facts.resource(record);
        ObjectNode json = object(record, resource.path("fields"));
        if (resource.path("custom_fields").asBoolean()) {
            json.put("cf_note", text());
            json.put("cf_seats", random.nextInt(500));
            json.put("cf_vip", random.nextBoolean());
        }
        if (resource.path("consent_fields").asBoolean()) {
            json.put("cs_marketing", random.nextBoolean());
        }
        return json;
    }

    private ObjectNode object(String name, JsonNode fields) {
        ObjectNode json = NODES.objectNode();
        json.put("object", name);
        fields.properties().forEach(field -> {
            if (random.nextInt(8) > 0) {
                json.set(field.getKey(), value(field.getKey(), field.getValue()));
            }
        });
        return json;
    }

    private JsonNode value(String name, JsonNode type) {
        if (type.isTextual()) {
            return scalar(name, type.asText());
        }
        String kind = type.fieldNames().next();
        JsonNode of = type.get(kind);
        return switch (kind) {
            case "enum" -> NODES.textNode(random.nextInt(20) == 0 ? "brand_new" : any(of));
            case "array" -> array(name, of);
            case "object" -> object(name, of);
            case "deprecated" -> value(name, of);
            case "ref" -> object(of.asText(), facts.resource(of.asText()).path("fields"));
            default -> throw new IllegalArgumentException("there is no type '" + kind + "'");
        };
    }

    private JsonNode scalar(String name, String type) {
        return switch (type) {
            case "string" ->
                NODES.textNode(name.endsWith("_in_decimal") ? decimal().toPlainString() : text());
            case "integer" ->
                NODES.numberNode(random.nextInt(10) == 0 ? 9_007_199_254_740_993L : random.nextInt(100_000));
            case "number" ->
                random.nextInt(5) == 0 ? NODES.numberNode(random.nextInt(100)) : NODES.numberNode(decimal());
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "timestamp" -> NODES.numberNode(LONG_AGO + random.nextInt(100_000_000));
            case "object", "any" ->
                NODES.objectNode().put("k", text()).put("at", LONG_AGO).put("updated_at", LONG_AGO);
            default -> throw new IllegalArgumentException("there is no type '" + type + "'");
        };
    }

    private ArrayNode array(String name, JsonNode element) {
        ArrayNode list = NODES.arrayNode();
        int size = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            list.add(value(name, element));
        }
        return list;
    }

    private String any(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .filter(value -> !value.equals("deleted"))
                .skip(random.nextInt(Math.max(1, values.size() - 1)))
                .findFirst()
                .orElse("other");
    }

    private BigDecimal decimal() {
        return BigDecimal.valueOf(random.nextLong(1, Long.MAX_VALUE), 18).add(new BigDecimal("0.00000000000000000001"));
    }

    private String text() {
        return Integer.toString(random.nextInt(), 36) + (random.nextInt(4) == 0 ? " \"é\n\u20ac\" + %2F" : "");
    }
}
