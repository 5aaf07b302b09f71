package dev.taphouse.host.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What messages there are, in which order, and what is in SCHEMA. */
final class MessageChecks {
    private static final Set<String> TYPES = Set.of("SCHEMA", "RECORD", "STATE", "ACTIVATE_VERSION", "BATCH");

    private MessageChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        66,
                        "The type of a message is SCHEMA, RECORD or STATE, or one that was asked for",
                        tap -> none(messages(tap).all(), message -> !TYPES.contains(message.type()), "no such type")),
                new Check(67, "The SCHEMA of a stream comes before its first RECORD", tap -> {
                    Set<String> known = new HashSet<>();
                    for (Message message : messages(tap).all()) {
                        if (message.is("SCHEMA")) {
                            known.add(message.stream());
                        } else if (!message.is("STATE") && !known.contains(message.stream())) {
                            return Verdict.fail("before any SCHEMA of its stream", message);
                        }
                    }
                    return Verdict.pass();
                }),
                new Check(
                        68,
                        "A SCHEMA has stream, schema and a list key_properties",
                        tap -> none(
                                messages(tap).schemas(),
                                message -> message.stream().isEmpty()
                                        || message.schema().isEmpty()
                                        || !(message.body().get("key_properties") instanceof List),
                                "one of them is missing")),
                new Check(
                        69,
                        "key_properties are top-level properties",
                        tap -> none(
                                messages(tap).schemas(),
                                message -> !areProperties(message, "key_properties"),
                                "they are not")),
                new Check(
                        70,
                        "bookmark_properties are top-level properties",
                        tap -> none(
                                messages(tap).schemas(),
                                message -> message.body().get("bookmark_properties") != null
                                        && (!(message.body().get("bookmark_properties") instanceof List)
                                                || !areProperties(message, "bookmark_properties")),
                                "they are not")),
                new Check(71, "A SCHEMA is repeated only when it changed", MessageChecks::repeated),
                new Check(84, "Streams have the same names in all runs and in bookmarks", MessageChecks::names));
    }

    static Messages messages(Subject tap) {
        Messages messages = tap.complete(tap.everything());
        if (messages.all().isEmpty()) {
            throw Unusable.because("the run printed no message");
        }
        return messages;
    }

    /** Fails at the first message that is so. */
    static Verdict none(List<Message> messages, Predicate<Message> isWrong, String wrong) {
        return messages.stream()
                .filter(isWrong)
                .findFirst()
                .map(message -> Verdict.fail(wrong, message))
                .orElseGet(Verdict::pass);
    }

    private static boolean areProperties(Message schema, String list) {
        return Tree.map(schema.schema().get("properties"))
                .keySet()
                .containsAll(Tree.texts(schema.body().get(list)));
    }

    private static Verdict repeated(Subject tap) {
        Map<String, Map<String, ?>> last = new HashMap<>();
        for (Message schema : messages(tap).schemas()) {
            if (schema.body().equals(last.put(schema.stream(), schema.body()))) {
                return Verdict.fail("the same as before", schema);
            }
        }
        return Verdict.pass();
    }

    private static Verdict names(Subject tap) {
        Messages first = messages(tap);
        Set<String> plain = new TreeSet<>(tap.complete(tap.plain()).streams());
        Set<String> streams = new TreeSet<>(first.streams());
        if (!plain.isEmpty() && !streams.containsAll(plain)) {
            return Verdict.fail("with a catalog they are " + streams + ", without " + plain);
        }
        Optional<String> strange = first.lastState()
                .flatMap(state -> Tree.map(state.get("bookmarks")).keySet().stream()
                        .filter(name -> !streams.contains(name))
                        .findFirst());
        return strange.map(name -> Verdict.fail("there is a bookmark of '" + name + "', but no such stream"))
                .orElseGet(Verdict::pass);
    }
}
