package dev.taphouse.host.check;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What came of one call of a tap.
 *
 * @param ending how it ended
 * @param exitCode the process' own, 128 and the number of the signal for one that a signal ended; -1 when it was killed
 *     because of a limit
 * @param stdout the lines, without their ends; the last one may have none
 * @param stderr the lines
 * @param bytes what stdout was like below the lines
 * @param time how long it took
 */
public record Run(
        Ending ending, int exitCode, List<String> stdout, List<String> stderr, LineBytes bytes, Duration time) {

    public Run {
        Objects.requireNonNull(ending, "ending is null");
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
    }

    /** Whether it ended by itself with exit code 0. */
    public boolean isComplete() {
        return ending == Ending.BY_ITSELF && exitCode == 0;
    }

    /** Whether it ended by itself with another exit code. */
    public boolean isRefusal() {
        return ending == Ending.BY_ITSELF && exitCode != 0;
    }

    /** All of stderr. */
    public String notes() {
        return String.join("\n", stderr);
    }

    /** The end in words, with the last line of stderr. */
    public String inWords() {
        String end = switch (ending) {
            case BY_ITSELF -> "exit code " + exitCode;
            case TIME_LIMIT -> "no end within " + time.toSeconds() + " s, so it was killed";
            case OUTPUT_LIMIT -> "too much output, so it was killed";
        };
        List<String> said = stderr.stream().filter(line -> !line.isBlank()).toList();
        return said.isEmpty() ? end + ", nothing on stderr" : end + ", stderr ends: " + said.get(said.size() - 1);
    }

    /** How a process can end. */
    public enum Ending {
        /** It exited, or a signal ended it that the check sent. */
        BY_ITSELF,
        /** It ran too long and was killed. */
        TIME_LIMIT,
        /** It printed too much and was killed. */
        OUTPUT_LIMIT
    }

    /**
     * What a list of lines does not show.
     *
     * @param total how many bytes in all
     * @param unfinished whether the last line has no line feed
     * @param badUtf8Line the first line that is not UTF-8; 0 for none
     */
    public record LineBytes(long total, boolean unfinished, int badUtf8Line) {}
}
