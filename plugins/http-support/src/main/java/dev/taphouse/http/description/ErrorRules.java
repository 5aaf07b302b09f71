package dev.taphouse.http.description;

import dev.taphouse.http.client.ErrorRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code on_error}. */
final class ErrorRules {
    private static final int LEAST_STATUS = 100;
    private static final int MOST_STATUS = 599;

    private ErrorRules() {}

    static ErrorRule[] parse(Element element) {
        List<ErrorRule> rules = new ArrayList<>();
        for (Element each : element.objects("on_error")) {
            rules.add(rule(each));
            each.done();
        }
        return rules.toArray(ErrorRule[]::new);
    }

    private static ErrorRule rule(Element rule) {
        Set<Integer> statuses = new LinkedHashSet<>();
        for (String text : rule.list("status")) {
            if (text.matches("\\d{3}")
                    && Integer.parseInt(text) >= LEAST_STATUS
                    && Integer.parseInt(text) <= MOST_STATUS) {
                statuses.add(Integer.valueOf(text));
            } else {
                rule.problem("status", "is '" + text + "', which is no status such as 403");
            }
        }
        Optional<ErrorRule.Match> when = rule.object("when").map(match -> {
            ErrorRule.Match parsed = new ErrorRule.Match(
                    match.required("path", "\"error.code\""), match.required("equals", "\"no_feature\""));
            match.done();
            return parsed;
        });
        Optional<String> action =
                rule.oneOf("action", "retry", "fail", "fail_run", "skip", "skip_stream", "refresh_token");
        if (action.isEmpty() && !rule.has("action")) {
            rule.problem("action", "is missing; it is retry, fail, fail_run, skip, skip_stream or refresh_token");
        }
        return new ErrorRule(
                statuses,
                when,
                ErrorRule.Action.valueOf(action.orElse("fail").toUpperCase(Locale.ROOT)),
                rule.text("remedy"));
    }
}
