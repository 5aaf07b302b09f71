package dev.taphouse.host.check;

import java.util.Objects;

/** Ends a check early: what it needs to look at is not there. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    private Unusable(Verdict verdict) {
        super(verdict.detail(), null, false, false);
        this.verdict = verdict;
    }

    /** Because another rule is broken already. */
    static Unusable because(String reason) {
        return new Unusable(Verdict.notObservable(reason));
    }

    /** Because the tap has no such thing. */
    static Unusable notApplicable(String reason) {
        return new Unusable(Verdict.notApplicable(reason));
    }

    /** Because the rule is broken. */
    static Unusable fail(String seen) {
        return new Unusable(Verdict.fail(seen));
    }

    Verdict verdict() {
        return Objects.requireNonNull(verdict, "verdict is null");
    }
}
