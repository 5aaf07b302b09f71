package dev.taphouse.host.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidatorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"string\",\"pattern\":\"^a\"} | \"hunter2\" | does not match ^a",
                "{\"type\":\"string\",\"format\":\"ipv4\"} | \"hunter2\" | is not a ipv4",
                "{\"enum\":[\"a\",1]} | \"hunter2\" | is not one of 'a', 1",
                "{\"type\":\"number\",\"minimum\":5} | 4 | is less than 5",
                "{\"type\":\"number\",\"maximum\":5} | 6 | is greater than 5",
                "{\"type\":\"number\",\"minimum\":5,\"exclusiveMinimum\":true} | 5 | is not greater than 5",
                "{\"type\":\"number\",\"multipleOf\":0.5} | 0.7 | is not a multiple of 0.5",
                "{\"type\":[\"integer\",\"null\"]} | \"hunter2\" | is not an integer or null",
                "{\"not\":{\"enum\":[\"hunter2\"]}} | \"hunter2\" | is not allowed",
                "{\"anyOf\":[{\"type\":\"string\",\"minLength\":9},{\"type\":\"null\"}]} | \"hunter2\" "
                        + "| is not allowed: expected minLength: 9, actual: 7",
                "{\"oneOf\":[{\"enum\":[1]},{\"enum\":[2]}]} | 3 | fits none of the forms allowed here",
                "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]} | 3 | fits several of the forms of which one is allowed here",
            })
    void saysWhatIsWrongWithoutTheValue(String schema, String document, String reason) {
        assertThat(validator(schema).violations(Json.read(document))).containsExactly(new Violation("", reason));
    }

    @Test
    void keepsNullsAndBigNumbers() {
        SchemaValidator validator = validator("{\"properties\":{\"a\":{\"type\":\"null\"},"
                + "\"n\":{\"enum\":[123456789012345678901234567890]}},\"required\":[\"a\"]}");
        assertThat(validator.violations(Json.read("{\"a\":null,\"n\":123456789012345678901234567890}")))
                .isEmpty();
        assertThat(validator.violations(Json.read("{\"a\":null,\"n\":123456789012345678901234567891}")))
                .hasSize(1);
    }

    @Test
    void takesAnIntegerOfAnySizeForAnInteger() {
        SchemaValidator validator = validator("{\"type\":\"integer\"}");
        assertThat(validator.violations(Json.read("18446744073709551615"))).isEmpty();
        assertThat(validator.violations(Json.read("18446744073709551615.5"))).hasSize(1);
    }

    @Test
    void fetchesNothing() {
        assertThatThrownBy(() -> validator("{\"$ref\":\"http://localhost:1/schema.json\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://localhost:1/schema.json, which is elsewhere; put it under 'definitions'");
    }

    @Test
    void refusesWhatIsNoSchema() {
        assertThatThrownBy(() -> SchemaValidator.of(Map.of("type", List.of("text"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a Draft 4 schema: ");
        assertThatThrownBy(() -> SchemaValidator.named("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no schema 'nothing'");
    }

    private static SchemaValidator validator(String schema) {
        return SchemaValidator.of(Json.object(schema));
    }
}
