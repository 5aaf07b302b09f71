package dev.taphouse.http.description;

import dev.taphouse.http.client.ClientSettings;
import dev.taphouse.http.client.RateHeaders;
import java.util.Locale;
import java.util.Optional;

/** Reads the headers of {@code rate_limit}. */
final class RateHeadersParser {

    private RateHeadersParser() {}

    static ClientSettings parse(Element limit, ClientSettings usual) {
        Optional<String> remaining = limit.text("remaining_header");
        Optional<String> reset = limit.text("reset_header");
        Optional<String> form = limit.oneOf("reset_form", "epoch_seconds", "epoch_millis", "seconds");
        if (remaining.isEmpty() && reset.isEmpty() && form.isEmpty()) {
            return usual;
        }
        RateHeaders common = RateHeaders.COMMON;
        return usual.rateHeaders(new RateHeaders(
                remaining.orElse(common.remaining()),
                reset.orElse(common.reset()),
                form.map(text -> RateHeaders.Form.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(common.form())));
    }
}
