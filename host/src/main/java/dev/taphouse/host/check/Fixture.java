package dev.taphouse.host.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the source behind a tap and can be done to it. Without it the checks see what can be seen from
 * outside alone. All methods are called on the thread of the checks.
 */
public interface Fixture {
    /** Nothing is known. */
    Fixture NONE = new Fixture() {};

    /**
     * Changes the source: new rows, changed rows, and if possible one whose cursor equals the greatest of before. Called
     * once, after all checks that compare runs of an unchanged source.
     *
     * @return whether it did
     */
    default boolean change() {
        return false;
    }

    /**
     * A config for a situation that the usual one does not lead to.
     *
     * @return empty when there is none
     */
    default Optional<Map<String, @Nullable Object>> config(Situation situation) {
        return Optional.empty();
    }

    /** Rows as they must come, by stream: whole records in JSON's types, or some fields of them. */
    default Map<String, List<Map<String, @Nullable Object>>> expected() {
        return Map.of();
    }

    /** What a config can lead to. */
    enum Situation {
        /** One stream fails, others do not. */
        STREAM_FAILS,
        /** The source refuses the credentials, or is not there. */
        BAD_CREDENTIALS,
        /** One object of the source cannot be described. */
        UNREADABLE_OBJECT,
        /** More than a megabyte of rows, which fill any pipe. */
        LARGE
    }
}
