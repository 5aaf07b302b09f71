package dev.taphouse.host.check;

import java.util.List;

/** The rules that cannot be seen from outside, and why. */
final class Unseen {
    private Unseen() {}

    static List<Check> all() {
        return List.of(
                check(
                        72,
                        "A new SCHEMA comes before the first RECORD of a new shape",
                        "the source would have to change its shape at a known moment of a run"),
                check(
                        85,
                        "The rows of one key come in the order of their changes",
                        "the order in which a source made its changes is not known outside"),
                check(
                        86,
                        "Where a line limit is set, a longer row is refused with a clear error",
                        "there is no agreed name for such a limit"),
                check(
                        121,
                        "A log position is confirmed to the source only when the target has it",
                        "what a tap confirms is seen at the source alone"),
                check(
                        122,
                        "A child stream can be read without its parent",
                        "a catalog does not say which stream is another one's child"),
                check(
                        126,
                        "Memory stays the same for any number of rows",
                        "it takes two sources of very different size and a machine at rest; see check 24 for a slow"
                                + " target"));
    }

    private static Check check(int number, String title, String reason) {
        return new Check(number, title, tap -> Verdict.notObservable(reason));
    }
}
