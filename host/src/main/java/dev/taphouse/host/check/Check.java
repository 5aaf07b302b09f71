package dev.taphouse.host.check;

import java.util.Objects;

/**
 * One rule and how it is looked at.
 *
 * @param number 1 to 126, the same for ever
 * @param title the rule, one sentence
 * @param examination what looks at the tap
 */
public record Check(int number, String title, Examination examination) {
    public Check {
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(examination, "examination is null");
        Family.of(number);
    }

    /** What it is about. */
    public Family family() {
        return Family.of(number);
    }

    /** Looks at the tap. What a check did not expect is a FAIL that says so: a strange tap must not end the checks. */
    Verdict examine(Subject tap) {
        try {
            Verdict verdict = examination.of(tap);
            return verdict instanceof Verdict.Fail fail ? new Verdict.Fail(fail.seen(), title, fail.place()) : verdict;
        } catch (Unusable e) {
            return e.verdict();
        } catch (RuntimeException e) {
            return new Verdict.Fail("the check could not make sense of what it saw: " + e, title, null);
        }
    }

    /** Looks at a tap. */
    @FunctionalInterface
    interface Examination {
        Verdict of(Subject tap);
    }
}
