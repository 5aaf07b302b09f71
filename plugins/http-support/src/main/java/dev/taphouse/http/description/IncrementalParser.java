package dev.taphouse.http.description;

import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.Order;
import dev.taphouse.http.cursor.TimeFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code incremental}. */
final class IncrementalParser {
    private final Element element;
    private final Set<String> params = new LinkedHashSet<>();

    IncrementalParser(Element element) {
        this.element = element;
    }

    /** The query parameters that it sets, after {@link #parse}. */
    Set<String> params() {
        return params;
    }

    Incremental parse(String replicationKey) {
        Incremental how = Incremental.by(replicationKey);
        Optional<ZoneId> zone = zone();
        TimeFormat format = format("format").orElse(TimeFormat.ISO);
        how = how.format(zone.map(format::in).orElse(format));
        Optional<TimeFormat> records = format("record_format");
        if (records.isPresent()) {
            how = how.recordFormat(zone.map(records.get()::in).orElse(records.get()));
        }
        how = filters(how);
        how = orders(how);
        how = times(how);
        element.done();
        return how;
    }

    private Incremental filters(Incremental given) {
        Incremental how = given;
        Optional<String> start = element.text("start_param");
        Optional<String> end = element.text("end_param");
        if (start.isPresent()) {
            how = how.startParam(start.get());
            params.add(start.get());
        }
        if (end.isPresent()) {
            how = how.endParam(end.get());
            params.add(end.get());
        }
        if (element.flag("client_side")) {
            if (start.isPresent() || end.isPresent()) {
                element.problem("client_side", "is true, so 'start_param' and 'end_param' are not used; remove either");
            }
            how = how.clientSide();
        }
        Optional<String> nulls = element.oneOf("null_cursor", "first_pass", "never");
        if (nulls.filter("never"::equals).isPresent()) {
            how = how.neverNull();
        }
        how = how.params(element.texts("params")).firstPassParams(element.texts("first_pass_params"));
        params.addAll(how.params(true).keySet());
        return how;
    }

    private Incremental orders(Incremental given) {
        Incremental how = given;
        Optional<Order> order = order("order");
        Optional<Order> first = order("first_pass_order");
        how = how.order(order.orElse(Order.NONE));
        boolean sortedByFilter =
                !how.params(true).isEmpty() || !how.params(false).isEmpty();
        if (first.isPresent()) {
            how = how.firstPassOrder(first.get());
        } else if (sortedByFilter) {
            how = how.firstPassOrder(Order.NONE);
        }
        return how;
    }

    private Incremental times(Incremental given) {
        Incremental how = given.lag(element.duration("lag").orElse(Duration.ZERO))
                .lookBack(element.duration("look_back").orElse(Duration.ZERO));
        Optional<Duration> window = element.duration("window");
        if (window.isPresent()) {
            if (window.get().compareTo(how.resolution()) < 0) {
                element.problem("window", "is shorter than what the format tells apart");
            } else {
                how = how.window(window.get());
            }
        }
        Optional<Long> most = element.integer("max_results");
        return most.isPresent() ? how.maxResults(most.get()) : how;
    }

    private Optional<Order> order(String key) {
        return element.oneOf(key, "ascending", "descending", "none")
                .map(text -> Order.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    private Optional<ZoneId> zone() {
        return element.text("time_zone").flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
                element.problem("time_zone", "is '" + text + "', which is no time zone such as Europe/Berlin");
                return Optional.empty();
            }
        });
    }

    private Optional<TimeFormat> format(String key) {
        return element.text(key).flatMap(text -> {
            switch (text) {
                case "iso":
                    return Optional.of(TimeFormat.ISO);
                case "epoch_s":
                    return Optional.of(TimeFormat.EPOCH_S);
                case "epoch_ms":
                    return Optional.of(TimeFormat.EPOCH_MS);
                case "date":
                    return Optional.of(TimeFormat.DATE);
                case "integer":
                    return Optional.of(TimeFormat.INTEGER);
                default:
                    return pattern(key, text);
            }
        });
    }

    private Optional<TimeFormat> pattern(String key, String text) {
        try {
            if (text.contains("yy") || text.contains("uu")) {
                return Optional.of(TimeFormat.pattern(text));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        element.problem(
                key,
                "is '" + text + "', and has to be iso, epoch_s, epoch_ms, date, integer, or a pattern such as"
                        + " uuuuMMddHHmmss");
        return Optional.empty();
    }
}
