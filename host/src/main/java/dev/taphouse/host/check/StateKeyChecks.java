package dev.taphouse.host.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a state holds that the run does not need. */
final class StateKeyChecks {
    private static final String MARK = "zz_of_another";

    private StateKeyChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(115, "Unknown keys of the state, at the top and in bookmarks, survive", tap -> {
                    Map<String, @Nullable Object> state = marked(tap);
                    Messages messages = tap.complete(tap.everything().state(state));
                    Optional<Map<String, @Nullable Object>> last = messages.lastState();
                    return last.isPresent() && keeps(last.get(), state)
                            ? Verdict.pass()
                            : Verdict.fail("they do not: " + last);
                }),
                new Check(116, "The state of streams that are not selected is kept", StateKeyChecks::deselected));
    }

    /** The last STATE of a run, with unknown keys at the top and in the first bookmark. */
    static Map<String, @Nullable Object> marked(Subject tap) {
        Map<String, @Nullable Object> state = Tree.copy(StateChecks.last(tap));
        state.put(MARK, new LinkedHashMap<>(Map.of("a", 1L)));
        Tree.map(state.get("bookmarks")).values().stream()
                .filter(Map.class::isInstance)
                .findFirst()
                .ifPresent(bookmark -> Tree.map(bookmark).put(MARK, "x"));
        return state;
    }

    /** Whether the keys that {@link #marked} added are there. */
    static boolean keeps(Map<String, @Nullable Object> last, Map<String, @Nullable Object> marked) {
        if (!Map.of("a", 1L).equals(last.get(MARK))) {
            return false;
        }
        boolean inBookmark = Tree.map(marked.get("bookmarks")).values().stream()
                .anyMatch(bookmark -> Tree.map(bookmark).containsKey(MARK));
        return !inBookmark
                || Tree.map(last.get("bookmarks")).values().stream()
                        .anyMatch(bookmark -> "x".equals(Tree.map(bookmark).get(MARK)));
    }

    private static Verdict deselected(Subject tap) {
        Map<String, @Nullable Object> state = StateChecks.last(tap);
        CatalogEdit catalog = tap.catalog().selectAll();
        Map<String, @Nullable Object> bookmarks = Tree.map(state.get("bookmarks"));
        Optional<CatalogNode> one = catalog.readable().stream()
                .filter(stream -> bookmarks.get(stream.id()) != null)
                .findFirst();
        if (one.isEmpty() || catalog.readable().size() < 2) {
            return Verdict.notApplicable("there is no stream with a bookmark beside another stream");
        }
        String id = one.get().id();
        one.get().root().put("selected", false);
        Messages messages = tap.complete(tap.sync(catalog).state(state));
        Object kept = Tree.at(messages.lastState().orElse(Map.of()), "bookmarks", id);
        return Objects.equals(bookmarks.get(id), kept)
                ? Verdict.pass()
                : Verdict.fail("'" + id + "' is not selected, and its bookmark is now " + kept);
    }
}
