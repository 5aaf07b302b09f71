package dev.taphouse.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Option;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.schema.SchemaValidator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {
    private static final List<Option<?>> OPTIONS = List.of(
            Option.text("database", "File").example("shop.db").alias("path"),
            Option.secret("password", "Password").defaultsTo("hunter2"),
            Option.integer("port", "Port").defaultsTo(5432L),
            Option.flag("ssl", "Whether to encrypt").example("true"),
            Option.text("mode", "Mode").oneOf("a", "b").optional(),
            Option.instant("since", "Start").defaultsTo(Instant.EPOCH),
            Option.duration("wait", "Wait").defaultsTo(Duration.ofMinutes(5)),
            Option.list("only", "Only these").example("a, b").optional(),
            Option.object(
                    "extra",
                    "More",
                    "{\"properties\":{\"k\":{\"$ref\":\"#/definitions/k\"}},"
                            + "\"definitions\":{\"k\":{\"type\":\"string\"}}}"));

    @Test
    void describesEveryKind() {
        assertThat(Json.text(ConfigSchema.of(OPTIONS))).isEqualTo("""
                        {"$schema":"http://json-schema.org/draft-04/schema#","type":"object","properties":{\
                        "database":{"description":"File","type":"string","examples":["shop.db"],"x-aliases":["path"]},\
                        "password":{"description":"Password","type":["string","null"],"writeOnly":true,"x-secret":true},\
                        "port":{"description":"Port","type":["number","string","null"],"multipleOf":1,\
                        "minimum":-9223372036854775808,"maximum":9223372036854775807,"default":5432},\
                        "ssl":{"description":"Whether to encrypt","type":["boolean","string"],"examples":[true]},\
                        "mode":{"description":"Mode","type":["string","null"],"enum":["a","b",null]},\
                        "since":{"description":"Start","type":["string","null"],"default":"1970-01-01T00:00:00Z"},\
                        "wait":{"description":"Wait","type":["number","string","null"],"default":"PT5M"},\
                        "only":{"description":"Only these","type":["array","string","null"],"items":{"type":"string"},\
                        "examples":[["a","b"]]},\
                        "extra":{"description":"More","type":"object","properties":{"k":{"$ref":\
                        "#/properties/extra/definitions/k"}},"definitions":{"k":{"type":"string"}}}},\
                        "required":["database","ssl","extra"],"additionalProperties":true}""");
    }

    @Test
    void isAConfigSchemaByTheMetaSchema() {
        assertThat(SchemaValidator.named("config").violations(ConfigSchema.of(OPTIONS)))
                .isEmpty();
        assertThat(SchemaValidator.named("config").violations(ConfigSchema.of(List.of())))
                .isEmpty();
    }

    /** What lets a config be accepted without the schema library. */
    @Test
    void takesWhateverTheOptionsTake() {
        List<Option<?>> options = List.of(
                Option.text("text", ""),
                Option.secret("secret", ""),
                Option.text("choice", "").oneOf("a", "1").optional(),
                Option.integer("integer", ""),
                Option.integer("integer_choice", "").oneOf("1", "2"),
                Option.flag("flag", ""),
                Option.instant("instant", ""),
                Option.duration("duration", "").defaultsTo(Duration.ZERO),
                Option.list("list", "").oneOf("a"),
                Option.object("object", "", "{}").optional());
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int taken = 0;
        for (Option<?> option : options) {
            List<Option<?>> one = List.of(option);
            SchemaValidator schema = SchemaValidator.of(ConfigSchema.of(one));
            for (Object json : values(random)) {
                if (takes(option, json)) {
                    taken++;
                    assertThat(schema.violations(document(option, json)))
                            .as("%s: %s (seed %d)", option, json, seed)
                            .isEmpty();
                }
            }
        }
        assertThat(taken).isGreaterThan(100);
    }

    private static Map<String, Object> document(Option<?> option, Object json) {
        Map<String, Object> document = new HashMap<>();
        document.put(option.name(), json);
        return document;
    }

    private static boolean takes(Option<?> option, Object json) {
        try {
            option.resolve(json);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Object> values(Random random) {
        List<Object> values = new ArrayList<>(Arrays.asList(
                null,
                "",
                "a",
                "1",
                " 2 ",
                "+3",
                "٣",
                "true",
                "false",
                "TRUE",
                true,
                false,
                0L,
                1L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                new BigDecimal("3.0"),
                new BigDecimal("1E+3"),
                new BigDecimal("1.5"),
                new BigDecimal("9223372036854775808"),
                new BigDecimal("1E-9"),
                new BigDecimal("9.2E9"),
                "2026-01-31",
                "2026-01-31T00:00:00Z",
                "2026-01-31T00:00+02:00",
                "2026-02-30",
                "PT5M",
                "P1D",
                "-PT1S",
                List.of(),
                List.of("a", "b"),
                List.of(1L),
                "a,b",
                Map.of(),
                Map.of("k", 1L)));
        for (int i = 0; i < 200; i++) {
            values.add(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextLong();
                        case 1 -> new BigDecimal(new BigInteger(80, random), random.nextInt(40) - 20);
                        case 2 -> String.valueOf(random.nextInt());
                        default ->
                            random.ints(random.nextInt(6), 32, 127)
                                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                    .toString();
                    });
        }
        return values;
    }
}
