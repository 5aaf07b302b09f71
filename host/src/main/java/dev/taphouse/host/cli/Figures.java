package dev.taphouse.host.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, alike everywhere. */
final class Figures {
    private static final int MINUTE = 60;

    private Figures() {}

    /** Such as {@code 1,204,331}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 97,832/s}. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }

    /** Such as {@code 12.3 MB}. */
    static String bytes(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    /** Such as {@code 0.42 s}, {@code 12:03} or {@code 1:02:03}. */
    static String time(double seconds) {
        return seconds < MINUTE ? String.format(Locale.ROOT, "%.2f s", seconds) : clock((long) seconds);
    }

    /** Such as {@code 0:07} or {@code 1:02:03}. */
    static String clock(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return time.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart())
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /** Such as {@code 3 d 4 h}, {@code 2 h 5 min} or {@code 7 s}. */
    static String roughly(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    /** The text, cut to a width, without what a terminal would take for a command. */
    static String fit(String text, int width) {
        String plain = plain(text);
        return plain.length() <= width ? plain : plain.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** The text on one line, without what a terminal would take for a command. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
