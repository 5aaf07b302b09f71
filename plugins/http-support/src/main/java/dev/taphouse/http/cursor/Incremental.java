package dev.taphouse.http.cursor;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a stream is read by a cursor. Immutable; each method that sets something returns a new one. */
public final class Incremental {
    private final String field;
    private TimeFormat filterFormat = TimeFormat.ISO;
    private @Nullable TimeFormat recordFormat;
    private @Nullable String startParam;
    private @Nullable String endParam;
    private Order order = Order.NONE;
    private @Nullable Order firstPassOrder;
    private @Nullable Duration window;
    private Duration lag = Duration.ZERO;
    private Duration lookBack = Duration.ZERO;
    private boolean unfilteredFirst = true;
    private boolean clientSide;
    private long maxResults = -1;
    private Map<String, String> params = Map.of();
    private Map<String, String> firstPassParams = Map.of();

    private Incremental(String field) {
        this.field = Objects.requireNonNull(field, "field is null");
    }

    private Incremental(Incremental from) {
        field = from.field;
        filterFormat = from.filterFormat;
        recordFormat = from.recordFormat;
        startParam = from.startParam;
        endParam = from.endParam;
        order = from.order;
        firstPassOrder = from.firstPassOrder;
        window = from.window;
        lag = from.lag;
        lookBack = from.lookBack;
        unfilteredFirst = from.unfilteredFirst;
        clientSide = from.clientSide;
        maxResults = from.maxResults;
        params = from.params;
        firstPassParams = from.firstPassParams;
    }

    /** By a field of the records, in no known order, without a filter: see {@link #clientSide()}. */
    public static Incremental by(String field) {
        return new Incremental(field);
    }

    /** With the query parameter that asks for records from a time on. */
    public Incremental startParam(String name) {
        Incremental copy = new Incremental(this);
        copy.startParam = name;
        return copy;
    }

    /** With the query parameter that asks for records up to a time; sent together with the start. */
    public Incremental endParam(String name) {
        Incremental copy = new Incremental(this);
        copy.endParam = name;
        return copy;
    }

    /** How filters are written, and records unless {@link #recordFormat} says otherwise. */
    public Incremental format(TimeFormat format) {
        Incremental copy = new Incremental(this);
        copy.filterFormat = format;
        return copy;
    }

    /** How the values in records are written. ISO 8601 is understood anyway. */
    public Incremental recordFormat(TimeFormat format) {
        Incremental copy = new Incremental(this);
        copy.recordFormat = format;
        return copy;
    }

    /** The order of the records, in every pass. */
    public Incremental order(Order every) {
        Incremental copy = new Incremental(this);
        copy.order = every;
        return copy;
    }

    /** The order of the records in a pass without a filter, where it is another. */
    public Incremental firstPassOrder(Order first) {
        Incremental copy = new Incremental(this);
        copy.firstPassOrder = first;
        return copy;
    }

    /** Asks for the records of so much time at once: each window that is through moves the bookmark. */
    public Incremental window(Duration length) {
        Incremental copy = new Incremental(this);
        copy.window = length;
        return copy;
    }

    /** How long records may take to be visible: a pass reads up to the server's time less this. */
    public Incremental lag(Duration time) {
        Incremental copy = new Incremental(this);
        copy.lag = time;
        return copy;
    }

    /** How far before its bookmark a pass begins; at least one unit of the format in any case. */
    public Incremental lookBack(Duration time) {
        Incremental copy = new Incremental(this);
        copy.lookBack = time;
        return copy;
    }

    /** Every record has the cursor: the first pass may be filtered by the start date, and go by windows. */
    public Incremental neverNull() {
        Incremental copy = new Incremental(this);
        copy.unfilteredFirst = false;
        return copy;
    }

    /** The API has no filter: every pass reads the whole list and leaves out what is before its start. */
    public Incremental clientSide() {
        Incremental copy = new Incremental(this);
        copy.clientSide = true;
        return copy;
    }

    /** How many records the API gives of one list at most: a window that has as many is halved. */
    public Incremental maxResults(long records) {
        Incremental copy = new Incremental(this);
        copy.maxResults = records;
        return copy;
    }

    /** Query parameters of passes with a filter, such as the sort; placeholders are filled in. */
    public Incremental params(Map<String, String> filtered) {
        Incremental copy = new Incremental(this);
        copy.params = Map.copyOf(filtered);
        return copy;
    }

    /** Query parameters of passes without a filter; placeholders are filled in. */
    public Incremental firstPassParams(Map<String, String> unfiltered) {
        Incremental copy = new Incremental(this);
        copy.firstPassParams = Map.copyOf(unfiltered);
        return copy;
    }

    /** The path of the cursor in a record; also the field of the stream. */
    public String field() {
        return field;
    }

    /** How filters are written. */
    public TimeFormat format() {
        return filterFormat;
    }

    /** How records are written. */
    public TimeFormat recordFormat() {
        return recordFormat == null ? filterFormat : recordFormat;
    }

    /** The parameter of the start. */
    public Optional<String> startParam() {
        return Optional.ofNullable(startParam);
    }

    /** The parameter of the end. */
    public Optional<String> endParam() {
        return Optional.ofNullable(endParam);
    }

    /** The order of a pass. */
    public Order order(boolean filtered) {
        return filtered || firstPassOrder == null ? order : firstPassOrder;
    }

    /** The length of a window; empty for one window of all. */
    public Optional<Duration> window() {
        return Optional.ofNullable(window);
    }

    /** How long records may take to be visible. */
    public Duration lag() {
        return recordFormat().isTime() ? lag : Duration.ZERO;
    }

    /** How far a pass begins before its bookmark: the look-back, or one unit of the coarser format. */
    public Duration overlap() {
        Duration unit = longer(filterFormat.resolution(), recordFormat().resolution());
        return longer(unit, lookBack);
    }

    /** The least window. */
    public Duration resolution() {
        return longer(filterFormat.resolution(), recordFormat().resolution());
    }

    /** Whether the first pass has no filter, because records without a cursor match none. */
    public boolean isUnfilteredFirst() {
        return unfilteredFirst && maxResults < 0;
    }

    /** Whether there is no filter. */
    public boolean isClientSide() {
        return clientSide;
    }

    /** How many records a list has at most. */
    public OptionalLong maxResults() {
        return maxResults < 0 ? OptionalLong.empty() : OptionalLong.of(maxResults);
    }

    /** Parameters of passes with or without a filter. */
    public Map<String, String> params(boolean filtered) {
        return filtered ? params : firstPassParams;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
