package dev.taphouse.http.description;

import dev.taphouse.http.record.BodyFormat;
import dev.taphouse.http.record.JsonBody;
import dev.taphouse.http.record.RecordsPath;

/** Reads {@code format} and what belongs to it. */
final class FormatParser {
    private static final String TOP_LEVEL_LIST = "[*]";

    private FormatParser() {}

    static BodyFormat parse(Element element) {
        element.oneOf("format", "json");
        return json(element);
    }

    private static BodyFormat json(Element element) {
        String path = element.text("records_path").orElse(TOP_LEVEL_LIST);
        JsonBody body = JsonBody.at(TOP_LEVEL_LIST);
        try {
            body = JsonBody.at(RecordsPath.parse(path));
        } catch (IllegalArgumentException e) {
            element.problem("records_path", "is wrong: " + e.getMessage());
        }
        return element.flag("records_optional") ? body.absentIsEmpty().nullIsEmpty() : body;
    }
}
