package dev.taphouse.http;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Of which stream's records a stream's lists are asked for.
 *
 * @param stream its name
 * @param include fields that each record gets, by the path of their values in the parent's record
 * @param nested where the parent's record holds the first of them itself; empty for nowhere
 * @param hasMore where the parent's record says that it holds not all of them: only then are they asked for
 * @param when only of those that hold this; empty for all
 */
public record Parent(
        String stream,
        Map<String, String> include,
        Optional<String> nested,
        Optional<String> hasMore,
        Optional<Condition> when) {

    /** Copies. */
    public Parent {
        include = Map.copyOf(include);
    }

    /** A parent all of whose records have a list. */
    public Parent(String stream, Map<String, String> include, Optional<String> nested, Optional<String> hasMore) {
        this(stream, include, nested, hasMore, Optional.empty());
    }

    /** A parent whose records name a list each. */
    public static Parent of(String stream, Map<String, String> include) {
        return new Parent(stream, include, Optional.empty(), Optional.empty());
    }

    /** Whether a record of the parent stream has such a list. */
    boolean isOf(Map<String, @Nullable Object> record) {
        return when.map(condition ->
                        JsonText.plain(JsonText.at(record, condition.path())).equals(condition.equals()))
                .orElse(true);
    }

    /** The same, whose records hold the first of the list themselves, and say whether that is all. */
    public Parent nested(String list, String more) {
        return new Parent(stream, include, Optional.of(list), Optional.of(more), when);
    }
}
