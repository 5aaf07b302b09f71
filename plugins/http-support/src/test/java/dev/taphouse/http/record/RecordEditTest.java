package dev.taphouse.http.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records rewritten on their way: each way, and all of them together. */
class RecordEditTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "record-edits.txt", delimiter = '|', quoteCharacter = '~')
    void comesOut(String what, String record, String expected) {
        byte[] padded = ("  " + record + "  ").getBytes(UTF_8);
        assertThat(outcome(editor(what), new Slice().of(padded, 2, padded.length - 4)))
                .isEqualTo(expected);
    }

    @Test
    void oneEditorRewritesRecordAfterRecord() {
        RecordEditor editor = editor("convert a epoch_s; remove b; collect cf_ c");
        assertThat(outcome(editor, "{\"a\":0,\"b\":1,\"cf_x\":1}"))
                .isEqualTo("{\"a\":\"1970-01-01T00:00:00Z\",\"c\":\"{\\\"cf_x\\\":1}\"}");
        assertThat(outcome(editor, "{\"z\":0}")).isEqualTo("{\"z\":0}");
        editor.add("parent_id", "\"p\"");
        assertThat(outcome(editor, "{\"a\":1}")).isEqualTo("{\"a\":\"1970-01-01T00:00:01Z\",\"parent_id\":\"p\"}");
    }

    @Test
    void aRecordThatIsNotTouchedIsNotCopied() {
        JsonRecord record = slice("{\"a\":null}");
        assertThat(editor("remove b; collect cf_ c").edit(record)).isSameAs(record);
    }

    @Test
    void valuesCanBeLookedUpInWhatComesOut() {
        JsonRecord edited = editor("convert at epoch_s; add k {\"x\":[1]}").edit(slice("{\"at\":0,\"s\":\"é\\n\"}"));
        assertThat(edited.text("at")).contains("1970-01-01T00:00:00Z");
        assertThat(edited.text("s")).contains("é\n");
        assertThat(edited.text("k")).isEmpty();
        assertThat(edited.json("k")).contains("{\"x\":[1]}");
        assertThat(edited.json("k.x")).contains("[1]");
        assertThat(edited.json("s")).contains("\"é\\n\"");
        assertThat(edited.json("none")).isEmpty();
    }

    @Test
    void noneChangesNothing() {
        JsonRecord record = slice("{\"a\":1}");
        assertThat(RecordEdit.NONE.isNone()).isTrue();
        assertThat(RecordEdit.NONE.remove("a").isNone()).isFalse();
        assertThat(RecordEdit.NONE.collect("cf_", "c").isNone()).isFalse();
        assertThat(RecordEdit.NONE.editor().edit(record)).isSameAs(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "**.a.b", "**[*]"})
    void aPlaceThatIsNoneIsRefused(String place) {
        assertThatThrownBy(() -> RecordEdit.NONE.remove(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + place
                        + "' is no place in a record: those look like created_at, items[*].id, or **.id for any depth");
    }

    private static String outcome(RecordEditor editor, String record) {
        return outcome(editor, slice(record));
    }

    private static String outcome(RecordEditor editor, JsonRecord record) {
        try {
            JsonRecord edited = editor.edit(record);
            return new String(edited.bytes(), edited.offset(), edited.length(), UTF_8);
        } catch (SourceException e) {
            return e.kind() + " " + e.getMessage();
        }
    }

    static JsonRecord slice(String record) {
        byte[] bytes = record.getBytes(UTF_8);
        return new Slice().of(bytes, 0, bytes.length);
    }

    /** From {@code convert a epoch_s; remove b; rename c d; collect cf_ custom_fields; add e 1}. */
    static RecordEditor editor(String what) {
        RecordEdit edit = RecordEdit.NONE;
        for (String step : what.split("; ")) {
            String[] word = step.split(" ", 3);
            edit = switch (word[0]) {
                case "convert" -> edit.convert(word[1], Conversion.valueOf(word[2].toUpperCase(Locale.ROOT)));
                case "remove" -> edit.remove(word[1]);
                case "rename" -> edit.rename(word[1], word[2]);
                case "collect" -> edit.collect(word[1], word[2]);
                default -> edit;
            };
        }
        RecordEditor editor = edit.editor();
        for (String step : what.split("; ")) {
            String[] word = step.split(" ", 3);
            if (word[0].equals("add")) {
                editor.add(word[1], word[2]);
            }
        }
        return editor;
    }
}
