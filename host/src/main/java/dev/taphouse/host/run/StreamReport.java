package dev.taphouse.host.run;

import dev.taphouse.host.log.Log;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run report says of one stream.
 *
 * @param name the stream
 * @param verdict how it ended
 * @param problem why it failed or was skipped, with the remedy; null when it did neither
 * @param expected about how many rows there were to be read; null when that is not known
 * @param rows the rows that went out
 * @param bytes the bytes that these are
 * @param seconds from its begin to its end
 * @param onSource the seconds with the source
 * @param onTarget the seconds blocked on stdout
 * @param retries how often it was tried again
 * @param substitutions the values that were lost or changed and the rows rejected, by {@code field: reason}
 * @param drift in what the source differs from the catalog, a sentence each
 */
public record StreamReport(
        String name,
        Verdict verdict,
        @Nullable String problem,
        @Nullable Long expected,
        long rows,
        long bytes,
        double seconds,
        double onSource,
        double onTarget,
        long retries,
        Map<String, Long> substitutions,
        List<String> drift) {

    /** Copies the collections. */
    public StreamReport {
        substitutions = Numbers.copy(substitutions);
        drift = List.copyOf(drift);
    }

    static StreamReport of(StreamRun run) {
        return new StreamReport(
                run.name(),
                run.verdict(),
                run.reason().map(Problem::text).map(Log::masked).orElse(null),
                run.expected().isPresent() ? run.expected().getAsLong() : null,
                run.rows(),
                run.bytes(),
                Numbers.seconds(run.nanos()),
                Numbers.seconds(run.sourceNanos()),
                Numbers.seconds(run.targetNanos()),
                run.retries(),
                run.losses(),
                run.drift());
    }

    /** Rows in a second. */
    public double rate() {
        return Numbers.rate(rows, seconds);
    }

    Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("stream", name);
        document.put("verdict", verdict.name().toLowerCase(Locale.ROOT));
        document.put("problem", problem);
        document.put("rows_expected", expected);
        document.put("rows", rows);
        document.put("bytes", bytes);
        document.put("seconds", Numbers.rounded(seconds));
        document.put("rows_per_second", Numbers.rounded(rate()));
        document.put("bytes_per_second", Numbers.rounded(Numbers.rate(bytes, seconds)));
        document.put("seconds_on_source", Numbers.rounded(onSource));
        document.put("seconds_on_target", Numbers.rounded(onTarget));
        document.put("retries", retries);
        document.put("substitutions", substitutions);
        document.put("drift", drift);
        return document;
    }

    /** Reads what {@link #document} wrote, which is known to be valid. */
    static StreamReport of(Map<?, ?> document) {
        return new StreamReport(
                String.valueOf(document.get("stream")),
                Verdict.valueOf(String.valueOf(document.get("verdict")).toUpperCase(Locale.ROOT)),
                Numbers.text(document.get("problem")),
                document.get("rows_expected") instanceof Number expected ? expected.longValue() : null,
                Numbers.whole(document.get("rows")),
                Numbers.whole(document.get("bytes")),
                Numbers.fraction(document.get("seconds")),
                Numbers.fraction(document.get("seconds_on_source")),
                Numbers.fraction(document.get("seconds_on_target")),
                Numbers.whole(document.get("retries")),
                Numbers.counts(document.get("substitutions")),
                Numbers.texts(document.get("drift")));
    }
}
