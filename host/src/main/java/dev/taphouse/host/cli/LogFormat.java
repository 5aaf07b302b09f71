package dev.taphouse.host.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of the log of {@code host run}. */
enum LogFormat {
    text,
    json;

    /** What was asked for, else what Meltano wants. */
    static LogFormat of(@Nullable LogFormat asked) {
        if (asked != null) {
            return asked;
        }
        return System.getenv("SINGER_SDK_LOG_CONFIG") == null ? text : json;
    }

    /**
     * The tap whose log is JSON, as far as that can be told from arguments which were not understood.
     *
     * @return empty for a log of text
     */
    static Optional<String> jsonApp(String[] args) {
        List<String> given = Arrays.asList(args);
        if (given.isEmpty() || !given.get(0).equals("run") || of(asked(given)) == text) {
            return Optional.empty();
        }
        return given.stream()
                .skip(1)
                .filter(each -> !each.startsWith("-"))
                .findFirst()
                .or(() -> Optional.of("taphouse"));
    }

    private static @Nullable LogFormat asked(List<String> args) {
        LogFormat asked = null;
        for (int i = 1; i < args.size(); i++) {
            String option = args.get(i).replace('_', '-');
            String before = args.get(i - 1).replace('_', '-');
            for (LogFormat each : values()) {
                boolean named = option.equals("--log-format=" + each)
                        || before.equals("--log-format") && option.equals(each.name());
                asked = named ? each : asked;
            }
        }
        return asked;
    }
}
