package dev.taphouse.http.description;

import dev.taphouse.http.record.BodyFormat;
import dev.taphouse.http.record.CsvBody;
import dev.taphouse.http.record.CsvDialect;
import dev.taphouse.http.record.JsonBody;
import dev.taphouse.http.record.NdjsonBody;
import dev.taphouse.http.record.RecordsPath;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;

/** Reads {@code format} and what belongs to it. */
final class FormatParser {
    private static final List<String> OF_TEXT = List.of("separator", "has_header", "columns", "quote", "encoding");
    private static final List<String> OF_JSON = List.of("records_path", "records_optional");

    private FormatParser() {}

    static BodyFormat parse(Element element) {
        String format = element.oneOf("format", "json", "ndjson", "csv", "tsv").orElse("json");
        boolean text = format.equals("csv") || format.equals("tsv");
        for (String key : text ? OF_JSON : OF_TEXT) {
            if (element.has(key) && !element.isInherited(key)) {
                element.problem(key, "has no meaning with the format " + format);
            }
        }
        if (format.equals("ndjson") && element.has("records_path") && !element.isInherited("records_path")) {
            element.problem("records_path", "has no meaning with the format ndjson: each line is a record");
        }
        return switch (format) {
            case "csv" -> CsvBody.of(dialect(element, CsvDialect.CSV));
            case "tsv" -> CsvBody.of(dialect(element, CsvDialect.TSV));
            case "ndjson" -> NdjsonBody.create();
            default -> json(element);
        };
    }

    private static BodyFormat json(Element element) {
        boolean optional = element.flag("records_optional");
        Optional<String> path = element.text("records_path");
        if (path.isEmpty()) {
            return new TopLevelBody();
        }
        try {
            JsonBody body = JsonBody.at(RecordsPath.parse(path.get()));
            return optional ? body.absentIsEmpty().nullIsEmpty() : body;
        } catch (IllegalArgumentException e) {
            element.problem("records_path", "is wrong: " + e.getMessage());
            return new TopLevelBody();
        }
    }

    private static CsvDialect dialect(Element element, CsvDialect usual) {
        CsvDialect dialect = usual;
        Optional<Character> separator = character(element, "separator");
        if (separator.isPresent()) {
            dialect = dialect.separator(separator.get());
        }
        if (element.has("quote")) {
            dialect = dialect.quote(character(element, "quote"));
        }
        List<String> columns = element.list("columns");
        dialect = dialect.columns(columns);
        if (element.has("has_header")) {
            dialect = dialect.header(element.flag("has_header"));
        }
        Optional<String> encoding = element.text("encoding");
        if (encoding.isPresent()) {
            try {
                dialect = dialect.encoding(Charset.forName(encoding.get()));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                element.problem("encoding", "is '" + encoding.get() + "', which is no charset such as utf-8");
            }
        }
        return dialect;
    }

    private static Optional<Character> character(Element element, String key) {
        Optional<String> text = element.text(key).filter(each -> !each.isEmpty());
        String plain = text.orElse("").replace("\\t", "\t");
        if (plain.length() > 1) {
            element.problem(key, "is '" + plain + "', and has to be one character");
        }
        return plain.isEmpty() ? Optional.empty() : Optional.of(plain.charAt(0));
    }
}
