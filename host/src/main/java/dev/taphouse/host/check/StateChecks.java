package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What STATEs are like, and where they stand. */
final class StateChecks {
    private static final Set<String> TEMPORARY =
            Set.of("progress_markers", "replication_key_signpost", "starting_replication_value");
    private static final int COPIES_PER_STREAM = 3;

    private StateChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        83,
                        "A STATE has value, an object",
                        tap -> MessageChecks.none(
                                stateful(tap).states(),
                                message -> !(message.body().get("value") instanceof Map),
                                "it has not")),
                new Check(101, "The last line of a successful run is a STATE", tap -> {
                    List<Message> all = stateful(tap).all();
                    Message last = all.get(all.size() - 1);
                    return last.is("STATE") ? Verdict.pass() : Verdict.fail("it is not", last);
                }),
                new Check(102, "A STATE that is not empty comes before the first RECORD", tap -> {
                    for (Message message : stateful(tap).all()) {
                        if (message.is("STATE")) {
                            return message.value().isEmpty() ? Verdict.fail("it is empty", message) : Verdict.pass();
                        }
                        if (message.is("RECORD")) {
                            return Verdict.fail("a RECORD comes first", message);
                        }
                    }
                    return Verdict.pass();
                }),
                new Check(104, "A run from the last STATE exits 0 and is valid", tap -> {
                    Map<String, @Nullable Object> state = last(tap);
                    Run run = tap.run(tap.everything().state(state));
                    return !run.isComplete()
                            ? Verdict.fail(run.inWords())
                            : tap.messages(run)
                                    .bad()
                                    .map(place -> Verdict.fail("not JSON", place.line(), place.text()))
                                    .orElseGet(Verdict::pass);
                }),
                new Check(
                        114,
                        "currently_syncing is set during a stream, absent at the end, and the next run starts there",
                        StateChecks::syncing),
                new Check(117, "The last STATE has no key of a run's progress", tap -> {
                    String text = Json.text(last(tap));
                    return TEMPORARY.stream()
                            .filter(key -> text.contains('"' + key + '"'))
                            .findFirst()
                            .map(key -> Verdict.fail("it has '" + key + "'"))
                            .orElseGet(Verdict::pass);
                }),
                new Check(118, "The bytes of all STATEs grow with the rows, not faster", StateChecks::size),
                new Check(123, "A partition has one entry in the state", StateChecks::partitions));
    }

    /** The messages of a run of everything; a tap without STATEs has nothing to check. */
    static Messages stateful(Subject tap) {
        Messages messages = tap.complete(tap.everything());
        if (messages.states().isEmpty()) {
            boolean says = About.of(tap)
                    .map(about -> Tree.texts(about.get("capabilities")).contains("state"))
                    .orElse(false);
            throw says
                    ? Unusable.fail("there is no STATE, though --about lists it")
                    : Unusable.notApplicable("the tap prints no STATE");
        }
        return messages;
    }

    /** The last STATE of a run of everything. */
    static Map<String, @Nullable Object> last(Subject tap) {
        return stateful(tap).lastState().orElse(Map.of());
    }

    private static Verdict syncing(Subject tap) {
        Messages messages = tap.complete(tap.often(tap.everything()));
        Optional<Message> during = messages.states().stream()
                .filter(state -> state.value().get("currently_syncing") != null)
                .reduce((first, second) -> second);
        if (during.isEmpty()) {
            return messages.states().isEmpty()
                    ? Verdict.notApplicable("the tap prints no STATE")
                    : Verdict.fail("no STATE says which stream is being read");
        }
        if (messages.lastState().orElse(Map.of()).get("currently_syncing") != null) {
            return Verdict.fail("the last STATE still says that a stream is being read");
        }
        String stream = Tree.text(during.get().value().get("currently_syncing"));
        Messages resumed =
                tap.complete(tap.often(tap.everything()).state(during.get().value()));
        String first = resumed.schemas().isEmpty() ? "" : resumed.schemas().get(0).stream();
        return first.equals(stream)
                ? Verdict.pass()
                : Verdict.fail("a run from a STATE in '" + stream + "' starts with '" + first + "'", during.get());
    }

    private static Verdict size(Subject tap) {
        Messages messages = stateful(tap);
        long states = messages.states().stream()
                .mapToLong(each -> each.text().length())
                .sum();
        long rest =
                messages.all().stream().mapToLong(each -> each.text().length()).sum() - states;
        long copies = 2 + (long) COPIES_PER_STREAM * messages.streams().size();
        long one = messages.states().stream()
                .mapToLong(each -> each.text().length())
                .max()
                .orElse(0);
        return states <= rest / 2 + copies * one
                ? Verdict.pass()
                : Verdict.fail(messages.states().size() + " STATEs of " + states + " characters beside " + rest
                        + " of other messages");
    }

    private static Verdict partitions(Subject tap) {
        boolean any = false;
        for (Map.Entry<String, @Nullable Object> each :
                Tree.map(last(tap).get("bookmarks")).entrySet()) {
            List<@Nullable Object> partitions = Tree.list(Tree.at(each.getValue(), "partitions"));
            List<@Nullable Object> contexts =
                    partitions.stream().map(entry -> Tree.at(entry, "context")).toList();
            any |= !partitions.isEmpty();
            if (contexts.size() > Set.copyOf(contexts).size()) {
                return Verdict.fail("'" + each.getKey() + "' has a partition twice");
            }
        }
        return any ? Verdict.pass() : Verdict.notApplicable("no bookmark has partitions");
    }
}
