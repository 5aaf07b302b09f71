package dev.taphouse.host.query;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one run, with Mage's reserved keys among them: {@code _start_date}, {@code _end_date}, {@code
 * _limit}, {@code _offset}. All others, {@code _execution_date} too, are the connector's. Immutable.
 */
public final class Query {
    /** Everything. */
    public static final Query ALL = new Query(Map.of(), null, null, -1, 0);

    private static final String START = "_start_date";
    private static final String END = "_end_date";
    private static final String EXECUTION = "_execution_date";
    private static final String LIMIT = "_limit";
    private static final String OFFSET = "_offset";

    private final Map<String, String> parameters;
    private final @Nullable Instant start;
    private final @Nullable Instant end;
    private final long limit;
    private final long offset;

    private Query(
            Map<String, String> parameters, @Nullable Instant start, @Nullable Instant end, long limit, long offset) {
        this.parameters = parameters;
        this.start = start;
        this.end = end;
        this.limit = limit;
        this.offset = offset;
    }

    /**
     * Reads a query.
     *
     * @param document parameters by name; null counts as unset
     * @param name of the document, for messages
     * @throws Failure USAGE with all problems, one a line
     */
    public static Query of(Map<String, ? extends @Nullable Object> document, String name) {
        List<String> problems = new ArrayList<>();
        Instant start = time(document, START, problems);
        Instant end = time(document, END, problems);
        time(document, EXECUTION, problems);
        long limit = number(document, LIMIT, problems);
        long offset = Math.max(0, number(document, OFFSET, problems));
        if (start != null && end != null && end.isBefore(start)) {
            problems.add("'" + END + "' is before '" + START + "'; change one of them");
        }
        if (!problems.isEmpty()) {
            List<String> lines =
                    problems.stream().map(problem -> name + ": " + problem).toList();
            throw new Failure(ExitCode.USAGE, String.join("\n", lines));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        document.forEach((key, value) -> {
            if (value != null && !key.equals(LIMIT) && !key.equals(OFFSET)) {
                parameters.put(key, value instanceof String text ? text : Json.text(value));
            }
        });
        return new Query(Collections.unmodifiableMap(parameters), start, end, limit, offset);
    }

    /** The same with this limit, unless it has one. */
    public Query limitUnlessSet(long rows) {
        return limit >= 0 ? this : new Query(parameters, start, end, rows, offset);
    }

    /** How many rows of each stream are passed over first. */
    public long offset() {
        return offset;
    }

    /**
     * Whether the query asks for rows of a stream by their number: such a run says nothing about where the stream stands.
     */
    public boolean isSliceOf(StreamRead read) {
        return offset > 0 || limit >= 0 && read.method() == StreamSpec.Method.FULL_TABLE;
    }

    /** Whether only a part of the rows is wanted, by their number. */
    public boolean isPart() {
        return limit >= 0 || offset > 0;
    }

    /** What is wanted of a stream by this query. The end holds for INCREMENTAL by a cursor that is a time. */
    public StreamRead of(StreamRead read) {
        return limit < 0 ? unlimited(read) : unlimited(read).limit(limit);
    }

    /** As {@link #of}, but whatever the number of rows. */
    public StreamRead unlimited(StreamRead read) {
        StreamRead wanted = parameters.isEmpty() ? read : read.query(parameters);
        return end != null && timeCursor(read).isPresent() ? wanted.until(end) : wanted;
    }

    /** Where a stream starts that has no bookmark; empty unless it is INCREMENTAL by a cursor that is a time. */
    public Optional<Position> start(StreamRead read) {
        if (start == null) {
            return Optional.empty();
        }
        return timeCursor(read).map(kind -> Position.cursor(read.cursors().get(0), text(start, kind)));
    }

    /** How many of so many rows are wanted. */
    public long share(long rows) {
        long rest = Math.max(0, rows - offset);
        return limit < 0 ? rest : Math.min(rest, limit);
    }

    private static Optional<Type.Kind> timeCursor(StreamRead read) {
        if (read.method() != StreamSpec.Method.INCREMENTAL || read.cursors().isEmpty()) {
            return Optional.empty();
        }
        return read.spec()
                .field(read.cursors().get(0))
                .map(Field::type)
                .map(Type::kind)
                .filter(kind -> kind == Type.Kind.DATE || kind == Type.Kind.TIMESTAMP || kind == Type.Kind.INSTANT);
    }

    /** The canonical text of the cursor's type; of a day the one that the time is in. */
    private static String text(Instant time, Type.Kind kind) {
        return kind == Type.Kind.DATE
                ? time.atOffset(ZoneOffset.UTC).toLocalDate().toString()
                : time.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static @Nullable Instant time(
            Map<String, ? extends @Nullable Object> document, String key, List<String> problems) {
        Object value = document.get(key);
        if (value == null) {
            return null;
        }
        try {
            if (value instanceof String text) {
                return time(text.strip().replace(' ', 'T'));
            }
        } catch (DateTimeException e) {
            // told below, as for what is no text
        }
        problems.add("'" + key + "' (value " + Json.text(value)
                + ") is not a time like 2026-01-31T00:00:00Z or a date like 2026-01-31; correct it");
        return null;
    }

    /** Python's isoformat has no offset unless the time has; Mage means UTC then. */
    private static Instant time(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean hasOffset = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static long number(Map<String, ? extends @Nullable Object> document, String key, List<String> problems) {
        Object value = document.get(key);
        if (value == null) {
            return -1;
        }
        try {
            long number = new BigDecimal(value.toString().strip()).longValueExact();
            if (number >= 0) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below, as for what is negative
        }
        problems.add("'" + key + "' (value " + Json.text(value) + ") is not a number of rows like 100; correct it");
        return -1;
    }
}
