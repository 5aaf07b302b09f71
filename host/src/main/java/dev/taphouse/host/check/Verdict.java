package dev.taphouse.host.check;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a check says about a tap. */
public sealed interface Verdict {

    /** The tap keeps the rule. */
    static Verdict pass() {
        return new Pass();
    }

    /** The tap breaks the rule. The check adds its rule. */
    static Verdict fail(String seen) {
        return new Fail(seen, "", null);
    }

    /** The tap breaks the rule in a line of its stdout. */
    static Verdict fail(String seen, Message where) {
        return new Fail(seen, "", new Place(where.line(), where.text()));
    }

    /** The tap breaks the rule in a line of its stdout. */
    static Verdict fail(String seen, int line, String text) {
        return new Fail(seen, "", new Place(line, text));
    }

    /** It cannot be seen from outside, or not with what the checks were given. */
    static Verdict notObservable(String reason) {
        return new NotObservable(reason);
    }

    /** The tap has nothing that the rule is about. */
    static Verdict notApplicable(String reason) {
        return new NotApplicable(reason);
    }

    /** Whether the rule is broken. */
    default boolean isFail() {
        return this instanceof Fail;
    }

    /** Whether the rule is kept. */
    default boolean isPass() {
        return this instanceof Pass;
    }

    /** PASS, FAIL, NOT_OBSERVABLE or NOT_APPLICABLE. */
    String word();

    /** What stands behind the word; empty for PASS. */
    String detail();

    /** The rule is kept. */
    record Pass() implements Verdict {
        @Override
        public String word() {
            return "PASS";
        }

        @Override
        public String detail() {
            return "";
        }
    }

    /**
     * The rule is broken.
     *
     * @param seen what was seen
     * @param rule what the rule is
     * @param place the line of stdout where it was seen; null when it is not in one
     */
    record Fail(String seen, String rule, @Nullable Place place) implements Verdict {
        public Fail {
            Objects.requireNonNull(seen, "seen is null");
            Objects.requireNonNull(rule, "rule is null");
        }

        @Override
        public String word() {
            return "FAIL";
        }

        @Override
        public String detail() {
            return seen + (place == null ? "" : " (" + place + ")");
        }
    }

    /**
     * It cannot be seen.
     *
     * @param reason why, and what would make it visible
     */
    record NotObservable(String reason) implements Verdict {
        @Override
        public String word() {
            return "NOT_OBSERVABLE";
        }

        @Override
        public String detail() {
            return reason;
        }
    }

    /**
     * There is nothing to see.
     *
     * @param reason what the tap does not have
     */
    record NotApplicable(String reason) implements Verdict {
        @Override
        public String word() {
            return "NOT_APPLICABLE";
        }

        @Override
        public String detail() {
            return reason;
        }
    }

    /**
     * A line of stdout.
     *
     * @param line counted from 1
     * @param text what stands there
     */
    record Place(int line, String text) {
        private static final int SHOWN = 160;

        @Override
        public String toString() {
            return "line " + line + ": " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
        }
    }
}
