package dev.taphouse.host.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a tap is asked to do; a sync when none of these is given. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ModeInput {
    @Option(names = "--version", description = "Print name and version of the tap.")
    private boolean version;

    @Option(names = "--about", description = "Show what the plugin is and which options it has.")
    private boolean about;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "Of --about: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private AboutFormat format;

    @Option(names = "--test-connection", description = "Only test whether the source can be used.")
    private boolean testConnection;

    @Option(
            names = "--load-sample-data",
            description = "Print some rows of each stream, a line of JSON for each stream.")
    private boolean sample;

    @Option(
            names = "--sample-rows",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, unless the query has a _limit. Default: ${DEFAULT-VALUE}.")
    private long sampleRows;

    @Option(
            names = {"-d", "--discover"},
            description = "Print the catalog of all streams; a state or catalog given with it is not read.")
    private boolean discover;

    @Option(names = "--discover-streams", description = "Print the ids of all streams.")
    private boolean discoverStreams;

    @Option(names = "--count-records", description = "Print how many rows a sync would read of each stream.")
    private boolean count;

    @Option(names = "--show-templates", description = "Print the files to start from.")
    private boolean templates;

    @Option(
            names = "--test",
            paramLabel = "WHAT",
            description = {
                "Read a row of each stream (all, records) or print the schemas (schema); --test is --test=all.",
                "No stream's state is moved."
            })
    private @Nullable Trial test;

    @Option(names = "--dev", description = "Taken and not heeded, for callers who know singer-python.")
    private boolean dev;

    /** The mode: the first of these that was asked for. */
    Mode mode(Consumer<String> warnings) {
        Map<String, Mode> asked = asked();
        if (asked.isEmpty()) {
            return Mode.SYNC;
        }
        List<String> names = List.copyOf(asked.keySet());
        if (names.size() > 1) {
            warnings.accept(names.get(0) + " is done; not " + String.join(", ", names.subList(1, names.size())));
        }
        return asked.values().iterator().next();
    }

    /** In the order in which Mage looks at them; what the Meltano SDK has beside comes before and after. */
    private Map<String, Mode> asked() {
        Map<String, Mode> asked = new LinkedHashMap<>();
        put(asked, version, "--version", Mode.VERSION);
        put(asked, about, "--about", Mode.ABOUT);
        put(asked, testConnection, "--test-connection", Mode.TEST_CONNECTION);
        put(asked, sample, "--load-sample-data", Mode.SAMPLE);
        put(asked, discover && !discoverStreams, "--discover", Mode.DISCOVER);
        put(asked, discoverStreams, "--discover-streams", Mode.DISCOVER_STREAMS);
        put(asked, count, "--count-records", Mode.COUNT);
        put(asked, templates, "--show-templates", Mode.TEMPLATES);
        put(asked, test != null, "--test", test == Trial.schema ? Mode.TEST_SCHEMA : Mode.TEST);
        return asked;
    }

    private static void put(Map<String, Mode> asked, boolean given, String name, Mode mode) {
        if (given) {
            asked.put(name, mode);
        }
    }

    AboutFormat format() {
        return format;
    }

    /** How many rows a sample has. */
    long sampleRows() {
        return sampleRows;
    }

    /** What --test can be. */
    enum Trial {
        all,
        schema,
        records
    }
}
