package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the checks say about a tap, in the order of their numbers.
 *
 * @param findings one for each check that was made
 */
public record CheckReport(List<Finding> findings) {
    /** These come last: 106 changes the source, and 26 looks at everything that was printed. */
    private static final List<Integer> LATE = List.of(106, 26);

    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Makes all checks. Takes as long as the tap takes for about a hundred runs. */
    public static CheckReport of(CheckSetup setup) {
        return of(setup, check -> true);
    }

    /** Makes the checks of these numbers. */
    public static CheckReport of(CheckSetup setup, Set<Integer> numbers) {
        return of(setup, check -> numbers.contains(check.number()));
    }

    private static CheckReport of(CheckSetup setup, Predicate<Check> wanted) {
        return new Examiner(setup).report(wanted);
    }

    /** The verdict of a check. */
    public Verdict verdict(int number) {
        return findings.stream()
                .filter(finding -> finding.check().number() == number)
                .map(Finding::verdict)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("check " + number + " was not made"));
    }

    /** The numbers of the checks that failed. */
    public List<Integer> failed() {
        return findings.stream()
                .filter(finding -> finding.verdict().isFail())
                .map(finding -> finding.check().number())
                .toList();
    }

    /** How many there are of each verdict, by its word. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word : List.of("PASS", "FAIL", "NOT_OBSERVABLE", "NOT_APPLICABLE")) {
            counts.put(word, 0);
        }
        findings.forEach(finding -> counts.merge(finding.verdict().word(), 1, Integer::sum));
        return counts;
    }

    /** The report as a JSON document. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("counts", counts());
        document.put("checks", findings.stream().map(Finding::document).toList());
        return document;
    }

    /** One line for each check that did not pass, for people. */
    public List<String> problems() {
        return findings.stream()
                .filter(finding -> finding.verdict().isFail())
                .map(Finding::toString)
                .toList();
    }

    /**
     * A check and what it says.
     *
     * @param check the check
     * @param verdict what it says
     */
    public record Finding(Check check, Verdict verdict) {
        public Finding {
            Objects.requireNonNull(check, "check is null");
            Objects.requireNonNull(verdict, "verdict is null");
        }

        private Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("number", (long) check.number());
            document.put("family", check.family().letter());
            document.put("title", check.title());
            document.put("verdict", verdict.word());
            if (verdict instanceof Verdict.Fail fail) {
                document.put("seen", fail.seen());
                if (fail.place() != null) {
                    document.put("line", (long) fail.place().line());
                    document.put("text", fail.place().text());
                }
            } else if (!verdict.isPass()) {
                document.put("reason", verdict.detail());
            }
            return document;
        }

        @Override
        public String toString() {
            String head = check.number() + " " + verdict.word();
            return verdict.isPass() ? head : head + ": " + verdict.detail() + " [" + check.title() + "]";
        }
    }

    /** Makes each check once, also when another one asks for its verdict. */
    private static final class Examiner {
        private final Map<Integer, Verdict> verdicts = new HashMap<>();
        private final Subject subject;

        Examiner(CheckSetup setup) {
            this.subject = new Subject(setup, this::verdict);
        }

        CheckReport report(Predicate<Check> wanted) {
            List<Check> checks =
                    new ArrayList<>(Checks.all().stream().filter(wanted).toList());
            checks.sort(Comparator.comparingInt(check -> LATE.indexOf(check.number())));
            checks.forEach(check -> verdict(check.number()));
            checks.sort(Comparator.comparingInt(Check::number));
            return new CheckReport(checks.stream()
                    .map(check -> new Finding(check, verdict(check.number())))
                    .toList());
        }

        private Verdict verdict(int number) {
            Verdict known = verdicts.get(number);
            if (known == null) {
                known = Checks.number(number).examine(subject);
                verdicts.put(number, known);
            }
            return known;
        }
    }
}
