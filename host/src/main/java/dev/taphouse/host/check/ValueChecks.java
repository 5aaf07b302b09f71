package dev.taphouse.host.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values of the types. What can be told from the messages alone is; the rest needs a fixture that knows what must come.
 */
final class ValueChecks {
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d([Tt].*)?");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern BARE = Pattern.compile("[:\\[,]\\s*(NaN|-?Infinity)\\b");
    private static final Set<String> TIMES = Set.of("date-time", "date", "time");

    private ValueChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(87, "date-time values are RFC 3339", tap -> formatted(tap, "date-time", TIMESTAMP)),
                new Check(88, "Times without a zone are converted by a rule, never emitted without an offset", tap -> {
                    Verdict verdict = formatted(tap, "date-time", TIMESTAMP);
                    return verdict.isPass() ? expected(tap, each -> hasFormat(each, "date-time")) : verdict;
                }),
                new Check(
                        89,
                        "Microseconds and the years 1 to 9999 are kept",
                        tap -> expected(
                                tap,
                                each -> hasFormat(each, "date-time")
                                        && each.value() instanceof String text
                                        && (text.contains(".") || text.startsWith("0") || text.startsWith("9999")))),
                new Check(90, "Dates are YYYY-MM-DD and times hh:mm:ss[.ffffff]", tap -> {
                    Verdict dates = formatted(tap, "date", DATE);
                    Verdict times = formatted(tap, "time", TIME);
                    return dates.isFail() || times.isPass() && !dates.isPass()
                            ? (dates.isFail() ? dates : times)
                            : times.isFail() ? times : dates;
                }),
                new Check(
                        91,
                        "Decimals are exact",
                        tap -> expected(
                                tap,
                                each -> each.value() instanceof BigDecimal number
                                        && number.stripTrailingZeros().scale() > 0
                                        && Tree.types(each.schema()).contains("number"))),
                new Check(
                        92,
                        "The greatest and the smallest integers are exact",
                        tap -> expected(
                                tap,
                                each -> (each.value() instanceof Number)
                                        && Tree.types(each.schema()).contains("integer"))),
                new Check(93, "NaN and infinities are never bare tokens", tap -> {
                    Run run = tap.run(tap.everything());
                    int number = 0;
                    for (String line : run.stdout()) {
                        number++;
                        if (BARE.matcher(line).find() && tap.messages(run).bad().isPresent()) {
                            return Verdict.fail("a bare token", number, line);
                        }
                    }
                    return Verdict.pass();
                }),
                new Check(94, "Booleans are JSON booleans", tap -> {
                    Verdict verdict = typed(tap, "boolean", value -> value instanceof Boolean);
                    return verdict.isFail()
                            ? verdict
                            : expected(
                                    tap,
                                    each -> Tree.types(each.schema()).contains("boolean")
                                            && Tree.types(each.schema()).size() <= 2);
                }),
                new Check(
                        95,
                        "Bytes come in the encoding that SCHEMA declares, and decode to the same",
                        tap -> expected(tap, each -> each.schema().containsKey("contentEncoding"))),
                new Check(
                        96,
                        "Text comes with all of Unicode",
                        tap -> expected(
                                tap,
                                each -> isText(each)
                                        && String.valueOf(each.value()).chars().anyMatch(c -> c > 127))),
                new Check(
                        97,
                        "Lists, objects and JSON come as such",
                        tap -> expected(tap, each -> each.value() instanceof List || each.value() instanceof Map)),
                new Check(
                        98,
                        "The empty text and null are not the same",
                        tap -> expected(tap, each -> each.value() == null || "".equals(each.value()))),
                new Check(
                        99,
                        "Types that JSON does not know come by a rule, as text unless documented",
                        tap -> expected(
                                tap,
                                each -> isText(each)
                                        && each.schema().containsKey("format")
                                        && !TIMES.contains(
                                                Tree.text(each.schema().get("format"))))),
                new Check(
                        100,
                        "Any name of a property survives",
                        tap -> expected(tap, each -> !each.property().matches("[a-z_][a-z0-9_]*"))));
    }

    /** Whether what the fixture knows, of one kind, comes as it must. */
    private static Verdict expected(Subject tap, Predicate<Expectation> kind) {
        if (tap.fixture().expected().isEmpty()) {
            return Verdict.notObservable("what must come is not known");
        }
        List<Expectation> some = Expectation.of(tap).stream().filter(kind).toList();
        if (some.isEmpty()) {
            return Verdict.notApplicable("among the known rows is none with such a value");
        }
        return some.stream()
                .map(Expectation::wrong)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(Verdict::pass);
    }

    private static boolean hasFormat(Expectation each, String format) {
        return format.equals(each.schema().get("format"));
    }

    private static boolean isText(Expectation each) {
        return each.value() instanceof String && !each.schema().containsKey("contentEncoding");
    }

    private static Verdict formatted(Subject tap, String format, Pattern pattern) {
        return values(
                tap,
                schema -> format.equals(schema.get("format")),
                value ->
                        !(value instanceof String text) || pattern.matcher(text).matches());
    }

    private static Verdict typed(Subject tap, String type, Predicate<Object> good) {
        return values(
                tap,
                schema -> Tree.types(schema).equals(List.of(type, "null"))
                        || Tree.types(schema).equals(List.of("null", type))
                        || Tree.types(schema).equals(List.of(type)),
                good);
    }

    private static Verdict values(Subject tap, Predicate<Map<String, @Nullable Object>> kind, Predicate<Object> good) {
        Messages messages = MessageChecks.messages(tap);
        Map<String, Message> schemas = messages.schemaByStream();
        boolean any = false;
        for (Message message : messages.records()) {
            Message schema = schemas.get(message.stream());
            for (Map.Entry<String, @Nullable Object> each : message.record().entrySet()) {
                boolean meant =
                        schema != null && kind.test(Tree.map(Tree.at(schema.schema(), "properties", each.getKey())));
                Object value = each.getValue();
                any |= meant && value != null;
                if (meant && value != null && !good.test(value)) {
                    return Verdict.fail("'" + each.getKey() + "' is not so", message);
                }
            }
        }
        return any ? Verdict.pass() : Verdict.notApplicable("there is no such value");
    }
}
