package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** What a list is asked for; whatever it does not know is refused, as Chargebee does. */
final class ListQuery {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILTER = Pattern.compile("([a-z0-9_]+)\\[([a-z_]+)]");

    private final Endpoint endpoint;
    private final boolean inclusive;
    private final Map<String, String> params = new TreeMap<>();
    private final List<Predicate<ObjectNode>> filters = new ArrayList<>();
    private Optional<String> sort = Optional.empty();
    private boolean descending;
    private boolean includeDeleted;
    private int limit = 10;
    private Optional<String> offset = Optional.empty();

    private ListQuery(Endpoint endpoint, boolean inclusive) {
        this.endpoint = endpoint;
        this.inclusive = inclusive;
    }

    /**
     * Reads the parameters.
     *
     * @param inclusive whether bounds of time belong to what they bound, which is documented nowhere
     */
    static ListQuery of(Endpoint endpoint, HttpUrl url, boolean inclusive) throws ApiError {
        ListQuery query = new ListQuery(endpoint, inclusive);
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            if (query.params.put(url.queryParameterName(i), value == null ? "" : value) != null) {
                throw ApiError.wrong(url.queryParameterName(i), "is given twice");
            }
        }
        for (Map.Entry<String, String> param : query.params.entrySet()) {
            query.param(param.getKey(), param.getValue());
        }
        return query;
    }

    boolean takes(ObjectNode json) {
        return (includeDeleted || !json.path("deleted").asBoolean())
                && filters.stream().allMatch(filter -> filter.test(json));
    }

    /** In milliseconds where it is a time; records without one come first. */
    String sortValue(ObjectNode json) {
        if (sort.isEmpty()) {
            return "";
        }
        JsonNode value = json.path(sort.get());
        return value.isNumber() ? String.format("%019d", value.asLong() * 1000) : value.asText("");
    }

    boolean sorted() {
        return sort.isPresent();
    }

    boolean descending() {
        return descending;
    }

    int limit() {
        return limit;
    }

    Optional<String> offset() {
        return offset;
    }

    /** All that has to stay the same from page to page. */
    String fingerprint() {
        Map<String, String> same = new TreeMap<>(params);
        same.remove("offset");
        same.remove("limit");
        return String.join("/", endpoint.segments()) + same;
    }

    private void param(String name, String value) throws ApiError {
        switch (name) {
            case "limit" -> limit = limit(value);
            case "offset" -> offset = Optional.of(value);
            case "include_deleted" -> {
                if (!endpoint.includesDeleted()) {
                    throw ApiError.wrong(name, "is not a parameter of this list");
                }
                includeDeleted = value.equals("true");
            }
            case "sort_by[asc]", "sort_by[desc]" -> {
                if (!endpoint.sorts().contains(value)) {
                    throw ApiError.wrong("sort_by", "the allowed values are " + endpoint.sorts());
                }
                sort = Optional.of(value);
                descending = name.equals("sort_by[desc]");
            }
            default -> filter(name, value);
        }
    }

    private static int limit(String value) throws ApiError {
        if (!value.matches("[0-9]{1,3}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 100) {
            throw ApiError.wrong("limit", "must be between 1 and 100");
        }
        return Integer.parseInt(value);
    }

    private void filter(String name, String value) throws ApiError {
        Matcher parts = FILTER.matcher(name);
        if (!parts.matches()) {
            if (!endpoint.filters().contains(name)) {
                throw ApiError.wrong(name, "is not a parameter of this list");
            }
            return;
        }
        String field = parts.group(1);
        if (endpoint.times().contains(field)) {
            filters.add(time(field, name, parts.group(2), value));
        } else if (endpoint.filters().contains(field)) {
            filters.add(text(field, name, parts.group(2), value));
        } else {
            throw ApiError.wrong(name, "'" + field + "' cannot be filtered by in this list");
        }
    }

    private Predicate<ObjectNode> time(String field, String name, String operator, String value) throws ApiError {
        long[] bounds = bounds(name, operator, value);
        LongPredicate holds = switch (operator) {
            case "after" -> t -> inclusive ? t >= bounds[0] : t > bounds[0];
            case "before" -> t -> inclusive ? t <= bounds[0] : t < bounds[0];
            case "on" -> t -> Math.floorDiv(t, 86_400L) == Math.floorDiv(bounds[0], 86_400L);
            default -> t -> inclusive ? t >= bounds[0] && t <= bounds[1] : t > bounds[0] && t < bounds[1];
        };
        return json ->
                json.path(field).isNumber() && holds.test(json.path(field).asLong());
    }

    private static long[] bounds(String name, String operator, String value) throws ApiError {
        Pattern form = switch (operator) {
            case "after", "before", "on" -> Pattern.compile("(\\d{1,12})");
            case "between" -> Pattern.compile("\\[ ?(\\d{1,12}), ?(\\d{1,12})]");
            default -> throw ApiError.wrong(name, "there is no operator '" + operator + "'");
        };
        Matcher numbers = form.matcher(value);
        if (!numbers.matches()) {
            throw ApiError.wrong(name, "is not of the form " + form);
        }
        long first = Long.parseLong(numbers.group(1));
        return new long[] {first, numbers.groupCount() > 1 ? Long.parseLong(numbers.group(2)) : first};
    }

    private static Predicate<ObjectNode> text(String field, String name, String operator, String value)
            throws ApiError {
        return switch (operator) {
            case "is" -> json -> json.path(field).asText().equals(value);
            case "is_not" -> json -> !json.path(field).asText().equals(value);
            case "starts_with" -> json -> json.path(field).asText().startsWith(value);
            case "is_present" -> json -> json.hasNonNull(field) == value.equals("true");
            case "in" -> {
                List<String> values = list(name, value);
                yield json -> values.contains(json.path(field).asText());
            }
            case "not_in" -> {
                List<String> values = list(name, value);
                yield json -> !values.contains(json.path(field).asText());
            }
            default -> throw ApiError.wrong(name, "there is no operator '" + operator + "'");
        };
    }

    private static List<String> list(String name, String value) throws ApiError {
        try {
            List<String> values = new ArrayList<>();
            JSON.readTree(value).forEach(each -> values.add(each.asText()));
            return values;
        } catch (IOException e) {
            throw ApiError.wrong(name, "is no list: " + e.getMessage());
        }
    }
}
