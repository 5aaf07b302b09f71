package dev.taphouse.http.description;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.http.Condition;
import dev.taphouse.http.Deletions;
import dev.taphouse.http.HttpStream;
import dev.taphouse.http.Parent;
import dev.taphouse.http.Template;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.Order;
import dev.taphouse.http.record.Conversion;
import dev.taphouse.http.record.RecordEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one stream of a description. */
final class StreamParser {
    private final String name;
    private final Element element;
    private final Element defaults;
    private final Settings settings;
    private final SourceContext context;
    private final Map<String, String> setBy = new LinkedHashMap<>();

    /** A parser of an element that has the defaults already; they are for what is inside it. */
    StreamParser(String name, Element element, Element defaults, Settings settings, SourceContext context) {
        this.name = name;
        this.element = element;
        this.defaults = defaults;
        this.settings = settings;
        this.context = context;
    }

    /** The name of its parent. */
    Optional<String> parentName() {
        return element.object("parent").flatMap(parent -> parent.text("stream"));
    }

    HttpStream parse() {
        element.has("name"); // where streams are a list
        HttpStream stream = new HttpStream(name);
        request(stream);
        List<String> keys = element.list("primary_key");
        stream.primaryKey(keys.toArray(String[]::new));
        Optional<Incremental> incremental = incremental();
        incremental.ifPresent(stream::incremental);
        paginator(
                stream,
                incremental.filter(how -> how.order(true) == Order.DESCENDING).isPresent());
        Optional<Parent> parent = element.object("parent").map(this::parent);
        parent.ifPresent(stream::parent);
        element.object("deleted").ifPresent(deleted -> deleted(stream, deleted));
        element.text("version_field").ifPresent(stream::version);
        element.integer("max_pages").ifPresent(stream::mostPages);
        stream.rules(ErrorRules.parse(element));
        stream.format(FormatParser.parse(element));
        Optional<StreamSpec> schema = new SchemaParser(name, element, context).parse();
        schema.ifPresent(stream::schema);
        edit(stream, schema);
        stream.sampled(element.list("sampled_fields").toArray(String[]::new));
        element.object("deletions").ifPresent(deletions -> deletions(stream, deletions));
        placeholders(parent.isPresent(), incremental.isPresent());
        element.done();
        return stream;
    }

    private void edit(HttpStream stream, Optional<StreamSpec> schema) {
        RecordEdit edit = EditParser.parse(element);
        Optional<StreamSpec> known = schema.or(this::file);
        Optional<String> times = element.oneOf("date_times", "epoch_s", "epoch_ms");
        if (times.isPresent() && known.isPresent()) {
            Conversion conversion = Conversion.valueOf(times.get().toUpperCase(Locale.ROOT));
            edit = DateTimes.converted(edit, known.get(), conversion);
        }
        Optional<Element> collect = element.object("collect");
        if (collect.isPresent()) {
            String into = collect.get().required("into", "\"custom_fields\"");
            edit = edit.collect(collect.get().required("begin", "\"cf_\""), into);
            collect.get().done();
            known.ifPresent(spec -> stream.schema(spec.moreFields(Field.of(into, Type.TEXT))));
        }
        stream.edit(edit);
    }

    private Optional<StreamSpec> file() {
        return context.streams().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst();
    }

    /** Like a stream of its own. */
    private void deletions(HttpStream stream, Element deletions) {
        Element list = deletions.over(defaults, Inherited::of);
        String record = list.required("record", "\"content.order\"");
        HttpStream parsed = new StreamParser(list.text("name").orElse(name), list, defaults, settings, context).parse();
        stream.deletions(new Deletions(parsed, record));
    }

    private void request(HttpStream stream) {
        String path = element.text("path").orElse("");
        stream.path(path);
        int query = path.indexOf('?');
        if (query >= 0) {
            for (String pair : path.substring(query + 1).split("&", -1)) {
                set(pair.replaceFirst("=.*", ""), "path");
            }
        }
        element.texts("params").forEach((param, value) -> {
            stream.param(param, value);
            set(param, "params");
        });
        element.texts("headers").forEach(stream::header);
        Optional<String> method = element.oneOf("method", "GET", "POST");
        Optional<Object> body = element.any("body");
        if (method.filter("POST"::equals).isPresent()) {
            stream.post(body.orElse(null));
        } else if (body.isPresent()) {
            element.problem("body", "is sent by POST alone; set \"method\": \"POST\"");
        }
    }

    private Optional<Incremental> incremental() {
        Optional<String> key = element.text("replication_key");
        Optional<Element> how = element.object("incremental");
        if (key.isEmpty()) {
            return Optional.empty();
        }
        IncrementalParser parser = new IncrementalParser(
                how.orElseGet(() -> new Element(new Problems(), "", Map.of("client_side", true))));
        Incremental incremental = parser.parse(key.get());
        parser.params().forEach(param -> set(param, "incremental"));
        return Optional.of(incremental);
    }

    private void paginator(HttpStream stream, boolean descending) {
        Optional<Element> how = element.object("paginator");
        if (how.isEmpty()) {
            return;
        }
        PaginatorParser parser = new PaginatorParser(how.get());
        stream.paginator(parser.parse(descending));
        parser.params().forEach(param -> set(param, "paginator"));
    }

    private Parent parent(Element parent) {
        Parent parsed = new Parent(
                parent.required("stream", "\"orders\""),
                parent.texts("include"),
                parent.text("nested"),
                parent.text("has_more"),
                parent.object("when").map(StreamParser::condition));
        parent.done();
        return parsed;
    }

    private static Condition condition(Element when) {
        Condition condition =
                new Condition(when.required("path", "\"has_notes\""), when.required("equals", "\"true\""));
        when.done();
        return condition;
    }

    private static void deleted(HttpStream stream, Element deleted) {
        stream.deleted(
                deleted.required("path", "\"deleted\""), deleted.text("equals").orElse("true"));
        deleted.done();
    }

    private void set(String param, String by) {
        String before = setBy.put(param, by);
        if (before != null) {
            element.problem(by, "sets the query parameter '" + param + "', which '" + before + "' sets too; keep one");
        }
    }

    private void placeholders(boolean child, boolean incremental) {
        List<String> keys = new ArrayList<>(List.of("path", "params", "headers", "body", "incremental"));
        for (String key : keys) {
            element.any(key).ifPresent(value -> placeholders(key, value, child, incremental));
        }
    }

    private void placeholders(String key, Object value, boolean child, boolean incremental) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((each, inside) -> {
                if (inside != null) {
                    placeholders(key + "." + each, inside, child, incremental);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(inside -> {
                if (inside != null) {
                    placeholders(key, inside, child, incremental);
                }
            });
        } else if (value instanceof String text) {
            sources(key, Template.of(text), child, incremental);
        }
    }

    private void sources(String key, Template template, boolean child, boolean incremental) {
        for (String placeholder : template.placeholders()) {
            if (placeholder.startsWith("config.")) {
                settings.isKnown(element, key, placeholder.substring("config.".length()));
            } else if (placeholder.startsWith("parent.") && !child) {
                element.problem(key, "has {" + placeholder + "}, and the stream has no 'parent'");
            } else if (!placeholder.startsWith("parent.") && !incremental) {
                element.problem(key, "has {" + placeholder + "}, and the stream has no 'replication_key'");
            }
        }
        Set<String> unknown = template.unknown();
        if (!key.startsWith("body") && !unknown.isEmpty()) {
            element.problem(
                    key,
                    "has {" + String.join("}, {", unknown)
                            + "}, which is no placeholder; there are {config.x}, {parent.x}, {window.start},"
                            + " {window.end}, {bookmark}");
        }
    }
}
