package dev.taphouse.host.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.OptionSpec;

/** What a tap is asked to do; a sync when none of these is given. */
final class ModeInput extends Options {
    private final OptionSpec version = with(flag("--version").description("Print name and version of the tap."));
    private final OptionSpec about =
            with(flag("--about").description("Show what the plugin is and which options it has."));
    private final OptionSpec format = with(option(AboutFormat.class, "<format>", "--format")
            .defaultValue("text")
            .description("Of --about: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."));
    private final OptionSpec testConnection =
            with(flag("--test-connection").description("Only test whether the source can be used."));
    private final OptionSpec sample = with(
            flag("--load-sample-data").description("Print some rows of each stream, a line of JSON for each stream."));
    private final OptionSpec sampleRows = with(option(long.class, "N", "--sample-rows")
            .defaultValue("100")
            .description("How many, unless the query has a _limit. Default: ${DEFAULT-VALUE}."));
    private final OptionSpec discover = with(flag("-d", "--discover")
            .description("Print the catalog of all streams; a state or catalog given with it is not read."));
    private final OptionSpec discoverStreams =
            with(flag("--discover-streams").description("Print the ids of all streams."));
    private final OptionSpec count =
            with(flag("--count-records").description("Print how many rows a sync would read of each stream."));
    private final OptionSpec templates = with(flag("--show-templates").description("Print the files to start from."));
    private final OptionSpec test = with(option(Trial.class, "WHAT", "--test")
            .description(
                    "Read a row of each stream (all, records) or print the schemas (schema); --test is --test=all.",
                    "No stream's state is moved."));

    ModeInput() {
        with(flag("--dev").description("Taken and not heeded, for callers who know singer-python."));
    }

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
        put(asked, version.getValue(), "--version", Mode.VERSION);
        put(asked, about.getValue(), "--about", Mode.ABOUT);
        put(asked, testConnection.getValue(), "--test-connection", Mode.TEST_CONNECTION);
        put(asked, sample.getValue(), "--load-sample-data", Mode.SAMPLE);
        boolean ids = discoverStreams.getValue();
        put(asked, !ids && discover.<Boolean>getValue(), "--discover", Mode.DISCOVER);
        put(asked, ids, "--discover-streams", Mode.DISCOVER_STREAMS);
        put(asked, count.getValue(), "--count-records", Mode.COUNT);
        put(asked, templates.getValue(), "--show-templates", Mode.TEMPLATES);
        Optional<Trial> trial = given(test);
        boolean schema = trial.filter(Trial.schema::equals).isPresent();
        put(asked, trial.isPresent(), "--test", schema ? Mode.TEST_SCHEMA : Mode.TEST);
        return asked;
    }

    private static void put(Map<String, Mode> asked, boolean given, String name, Mode mode) {
        if (given) {
            asked.put(name, mode);
        }
    }

    AboutFormat format() {
        return format.getValue();
    }

    /** How many rows a sample has. */
    long sampleRows() {
        return sampleRows.getValue();
    }

    /** What --test can be. */
    enum Trial {
        all,
        schema,
        records
    }
}
