package dev.taphouse.http.description;

import dev.taphouse.http.record.Conversion;
import dev.taphouse.http.record.RecordEdit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Reads {@code convert}, {@code remove} and {@code rename}. */
final class EditParser {

    private EditParser() {}

    static RecordEdit parse(Element element) {
        RecordEdit edit = RecordEdit.NONE;
        if (element.has("convert")) {
            Element convert = element.object("convert").orElseGet(() -> new Element(new Problems(), "", Map.of()));
            for (String place : convert.names()) {
                String how =
                        convert.oneOf(place, "epoch_s", "epoch_ms", "number").orElse("");
                RecordEdit before = edit;
                edit = how.isEmpty()
                        ? edit
                        : checked(
                                element,
                                "convert",
                                before,
                                () -> before.convert(place, Conversion.valueOf(how.toUpperCase(Locale.ROOT))));
            }
        }
        for (String place : element.list("remove")) {
            RecordEdit before = edit;
            edit = checked(element, "remove", before, () -> before.remove(place));
        }
        for (Map.Entry<String, String> names : element.texts("rename").entrySet()) {
            RecordEdit before = edit;
            edit = checked(element, "rename", before, () -> before.rename(names.getKey(), names.getValue()));
        }
        return edit;
    }

    private static RecordEdit checked(Element element, String key, RecordEdit otherwise, Supplier<RecordEdit> edit) {
        try {
            return edit.get();
        } catch (IllegalArgumentException e) {
            element.problem(key, "is wrong: " + e.getMessage());
            return otherwise;
        }
    }
}
