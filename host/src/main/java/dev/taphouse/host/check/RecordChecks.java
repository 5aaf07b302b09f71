package dev.taphouse.host.check;

import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What RECORDs are like, measured by the SCHEMA above them. */
final class RecordChecks {
    private RecordChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        73,
                        "A RECORD has stream, and record is an object",
                        tap -> MessageChecks.none(
                                MessageChecks.messages(tap).records(),
                                message -> message.stream().isEmpty()
                                        || !(message.body().get("record") instanceof Map),
                                "one of them is missing")),
                new Check(74, "A RECORD is valid by the SCHEMA above it, formats included", RecordChecks::valid),
                new Check(
                        75,
                        "A RECORD has no property that the SCHEMA does not have",
                        tap -> withSchema(
                                tap,
                                (schema, record) -> surplus(schema.schema(), record.record()) ? "it has one" : "")),
                new Check(
                        76,
                        "Every property of the SCHEMA is in every RECORD, as null if need be",
                        tap -> withSchema(
                                tap,
                                (schema, record) -> Tree.map(schema.schema().get("properties")).keySet().stream()
                                        .filter(name -> !record.record().containsKey(name))
                                        .findFirst()
                                        .map(name -> "'" + name + "' is missing")
                                        .orElse(""))),
                new Check(
                        77,
                        "Key properties are in every RECORD, scalar and not null",
                        tap -> withSchema(
                                tap,
                                (schema, record) -> Tree.texts(schema.body().get("key_properties")).stream()
                                        .filter(key -> !isScalar(record.record().get(key)))
                                        .findFirst()
                                        .map(key -> "'" + key + "' is missing, null or no scalar")
                                        .orElse(""))),
                new Check(78, "Keys are unique in one pass of a full table", RecordChecks::unique),
                new Check(
                        79,
                        "There is no null where the type excludes it",
                        tap -> withSchema(tap, (schema, record) -> nullIn(schema.schema(), record.record()))),
                new Check(
                        80,
                        "'required' lists only properties that are always there",
                        tap -> withSchema(
                                tap,
                                (schema, record) -> Tree.texts(schema.schema().get("required")).stream()
                                        .filter(name -> !record.record().containsKey(name))
                                        .findFirst()
                                        .map(name -> "'" + name + "' is required, but missing")
                                        .orElse(""))),
                new Check(81, "time_extracted is RFC 3339 with an offset and does not go back", RecordChecks::times),
                new Check(
                        82,
                        "The version of RECORDs is one integer for each stream, that of ACTIVATE_VERSION",
                        RecordChecks::versions));
    }

    private interface Look {
        /** What is wrong with a record; nothing if nothing is. */
        String at(Message schema, Message record);
    }

    private static Verdict withSchema(Subject tap, Look look) {
        Map<String, Message> schemas = new HashMap<>();
        boolean any = false;
        for (Message message : MessageChecks.messages(tap).all()) {
            if (message.is("SCHEMA")) {
                schemas.put(message.stream(), message);
            } else if (message.is("RECORD")) {
                any = true;
                Message schema = schemas.get(message.stream());
                String wrong = schema == null ? "" : look.at(schema, message);
                if (!wrong.isEmpty()) {
                    return Verdict.fail(wrong, message);
                }
            }
        }
        return any ? Verdict.pass() : Verdict.notObservable("there is no RECORD");
    }

    private static Verdict valid(Subject tap) {
        Map<Message, SchemaValidator> validators = new HashMap<>();
        return withSchema(tap, (schema, record) -> {
            SchemaValidator validator = validators.computeIfAbsent(schema, each -> SchemaValidator.of(each.schema()));
            List<Violation> violations = validator.violations(record.record());
            return violations.isEmpty() ? "" : String.valueOf(violations.get(0));
        });
    }

    private static boolean surplus(@Nullable Object schema, @Nullable Object value) {
        Map<String, @Nullable Object> properties = Tree.map(Tree.map(schema).get("properties"));
        boolean open = properties.isEmpty() || Tree.map(schema).get("additionalProperties") != null;
        if (value instanceof Map && !open) {
            return Tree.map(value).entrySet().stream()
                    .anyMatch(each -> !properties.containsKey(each.getKey())
                            || surplus(properties.get(each.getKey()), each.getValue()));
        }
        Object items = Tree.map(schema).get("items");
        return items != null && Tree.list(value).stream().anyMatch(each -> surplus(items, each));
    }

    private static boolean isScalar(@Nullable Object value) {
        return value != null && !(value instanceof Map) && !(value instanceof List);
    }

    private static String nullIn(@Nullable Object schema, @Nullable Object value) {
        for (Map.Entry<String, @Nullable Object> each :
                Tree.map(Tree.map(schema).get("properties")).entrySet()) {
            Map<String, @Nullable Object> object = Tree.map(value);
            List<String> types = Tree.types(each.getValue());
            Object below = object.get(each.getKey());
            if (object.containsKey(each.getKey()) && below == null && !types.isEmpty() && !types.contains("null")) {
                return "'" + each.getKey() + "' is null, but of type " + types;
            }
            String wrong = nullIn(each.getValue(), below);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static Verdict unique(Subject tap) {
        Map<String, Message> schemas = new HashMap<>();
        Set<List<@Nullable Object>> seen = new HashSet<>();
        for (Message message : tap.complete(tap.fullTable()).all()) {
            if (message.is("SCHEMA")) {
                schemas.put(message.stream(), message);
            } else if (message.is("RECORD") && schemas.containsKey(message.stream())) {
                List<String> names =
                        Tree.texts(Tree.at(schemas.get(message.stream()).body(), "key_properties"));
                List<@Nullable Object> key = new java.util.ArrayList<>(List.of(message.stream()));
                names.forEach(name -> key.add(message.record().get(name)));
                if (!names.isEmpty() && !seen.add(key)) {
                    return Verdict.fail("the key " + key + " is there twice", message);
                }
            }
        }
        return seen.isEmpty() ? Verdict.notApplicable("no stream with rows has a key") : Verdict.pass();
    }

    private static Verdict times(Subject tap) {
        Map<String, OffsetDateTime> last = new HashMap<>();
        for (Message message : MessageChecks.messages(tap).records()) {
            Object text = message.body().get("time_extracted");
            if (text == null) {
                continue;
            }
            OffsetDateTime time = String.valueOf(text).length() > 10 ? Cursors.time(text) : null;
            if (time == null) {
                return Verdict.fail("time_extracted is no time with an offset", message);
            }
            OffsetDateTime before = last.put(message.stream(), time);
            if (before != null && time.isBefore(before)) {
                return Verdict.fail("time_extracted goes back", message);
            }
        }
        return last.isEmpty() ? Verdict.notApplicable("no RECORD has time_extracted") : Verdict.pass();
    }

    private static Verdict versions(Subject tap) {
        Map<String, Object> versions = new HashMap<>();
        for (Message message : tap.complete(tap.versioned()).all()) {
            Object version = message.body().get("version");
            if (version == null || message.is("STATE") || message.is("SCHEMA")) {
                continue;
            }
            Object before = versions.putIfAbsent(message.stream(), version);
            if (!(version instanceof Long) || before != null && !before.equals(version)) {
                return Verdict.fail("no integer, or another one than before (" + before + ")", message);
            }
        }
        return versions.isEmpty() ? Verdict.notApplicable("no message has a version") : Verdict.pass();
    }
}
