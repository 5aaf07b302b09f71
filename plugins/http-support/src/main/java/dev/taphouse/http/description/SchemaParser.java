package dev.taphouse.http.description;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.http.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads {@code schema}: inline, a file of the plugin's {@code schemas/}, or another file. */
final class SchemaParser {
    private final String stream;
    private final Element element;
    private final SourceContext context;

    SchemaParser(String stream, Element element, SourceContext context) {
        this.stream = stream;
        this.element = element;
        this.context = context;
    }

    /** Empty when there is none, or the plugin has a file of the stream's name. */
    Optional<StreamSpec> parse() {
        Object schema = element.any("schema").orElse(null);
        if (schema instanceof Map<?, ?> inline) {
            return spec(inline);
        }
        return element.text("schema").flatMap(this::file);
    }

    private Optional<StreamSpec> file(String path) {
        String name = path.replaceFirst("^schemas/", "").replaceFirst("\\.json$", "");
        Optional<StreamSpec> own = context.streams().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst();
        if (own.isPresent()) {
            return own.map(spec -> named(spec));
        }
        try {
            if (JsonText.read(Files.readString(Path.of(path), StandardCharsets.UTF_8)) instanceof Map<?, ?> json) {
                return spec(json);
            }
            element.problem("schema", "is '" + path + "', which holds no JSON object");
        } catch (IOException | InvalidPathException e) {
            element.problem("schema", "is '" + path + "', which cannot be read: " + e);
        }
        return Optional.empty();
    }

    private StreamSpec named(StreamSpec spec) {
        return spec.name().equals(stream) ? spec : StreamSpec.of(stream, spec.fields());
    }

    private Optional<StreamSpec> spec(Map<?, ?> json) {
        try {
            return Optional.of(StreamSpec.of(stream, new SchemaFields(json).fields()));
        } catch (IllegalArgumentException e) {
            element.problem("schema", "describes no stream: " + e.getMessage());
            return Optional.empty();
        }
    }
}
