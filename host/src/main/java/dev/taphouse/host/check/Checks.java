package dev.taphouse.host.check;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All checks. */
public final class Checks {
    private static final List<Check> ALL = Stream.of(
                    InvocationChecks.all(),
                    BadInputChecks.all(),
                    FeatureChecks.all(),
                    StdoutChecks.all(),
                    SurroundingChecks.all(),
                    SignalChecks.all(),
                    DiscoveryChecks.all(),
                    SchemaChecks.all(),
                    MetadataChecks.all(),
                    SelectionChecks.all(),
                    SelectionStyleChecks.all(),
                    ReplicationChoiceChecks.all(),
                    DriftChecks.all(),
                    MessageChecks.all(),
                    RecordChecks.all(),
                    ValueChecks.all(),
                    StateChecks.all(),
                    StateKeyChecks.all(),
                    ResumeChecks.all(),
                    BookmarkChecks.all(),
                    LogChecks.all(),
                    Unseen.all())
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Check::number))
            .toList();

    private Checks() {}

    /** All 126, in the order of their numbers. */
    public static List<Check> all() {
        return ALL;
    }

    /** The check of a number. */
    public static Check number(int number) {
        Check check = ALL.get(number - 1);
        if (check.number() != number) {
            throw new IllegalStateException("check " + number + " is missing");
        }
        return check;
    }
}
