package dev.taphouse.http.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The fields that a sample shows, by the rule. */
class InferenceTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvFileSource(resources = "inferred.txt", delimiter = '|', quoteCharacter = '`')
    void isOfType(String values, String type) {
        Inference inference = new Inference(100);
        for (String value : values.split(" (?!10:)")) {
            inference.add(RecordEditTest.slice("{\"f\":" + value + "}"));
        }
        assertThat(inference.fields())
                .extracting(Field::name, field -> field.type().toString().replace(", ", ","), Field::nullable)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("f", type, true));
    }

    @Test
    void fieldsComeInTheOrderInWhichTheyWereSeenFirst() {
        Inference inference = new Inference(100);
        inference.add(RecordEditTest.slice("{\"b\":1,\"a\":{\"z\":1,\"y\":\"2026-01-31\"}}"));
        inference.add(RecordEditTest.slice("{\"c\":true,\"a\":{\"x\":null},\"b\":1.5}"));
        assertThat(inference.fields())
                .containsExactly(
                        Field.of("b", Type.DECIMAL),
                        Field.of(
                                "a",
                                Type.object(
                                        Field.of("z", Type.INTEGER),
                                        Field.of("y", Type.DATE),
                                        Field.of("x", Type.JSON))),
                        Field.of("c", Type.BOOL));
    }

    @Test
    void noMoreRecordsAreLookedAtThanAsked() {
        Inference inference = new Inference(2);
        assertThat(inference.fields()).isEmpty();
        inference.add(RecordEditTest.slice("{\"a\":1}"));
        assertThat(inference.isFull()).isFalse();
        inference.add(RecordEditTest.slice("{\"b\":1}"));
        assertThat(inference.isFull()).isTrue();
        inference.add(RecordEditTest.slice("{\"c\":1}"));
        assertThat(inference.fields()).extracting(Field::name).containsExactly("a", "b");
        assertThat(inference.count()).isEqualTo(2);
    }

    @Test
    void aMapByIdIsAnyObject() {
        assertThat(type(members(200)).fields()).hasSize(200);
        assertThat(type(members(201))).isEqualTo(Type.object());
        assertThat(type(members(5000))).isEqualTo(Type.object());
        Inference wide = new Inference(1);
        wide.add(RecordEditTest.slice(members(5000)));
        assertThat(wide.fields()).as("a wide record is no map").hasSize(5000);
    }

    @Test
    void whatIsNestedTooDeepIsAnyValue() {
        String type = type("[".repeat(30) + "1" + "]".repeat(30)).toString();
        assertThat(type).isEqualTo("list(".repeat(20) + "JSON" + ")".repeat(20));
    }

    @Test
    void aRecordThatIsNoJsonIsRefused() {
        Inference inference = new Inference(10);
        inference.add(RecordEditTest.slice("{}"));
        assertThatThrownBy(() -> inference.add(RecordEditTest.slice("{\"a\":nope}")))
                .isInstanceOf(SourceException.class)
                .hasMessage("record 2 of the sample is not JSON, near '{\"a\":nope}'");
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"id" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    private static Type type(String value) {
        Inference inference = new Inference(1);
        inference.add(RecordEditTest.slice("{\"f\":" + value + "}"));
        return inference.fields().get(0).type();
    }
}
