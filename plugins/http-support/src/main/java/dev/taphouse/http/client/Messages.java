package dev.taphouse.http.client;

import java.util.Objects;

/** Puts foreign texts into messages of one line. */
final class Messages {

    private Messages() {}

    /** The text on one line, cut off after so many characters. */
    static String line(String text, int length) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length) + "...";
    }

    /** What an exception says, or else is. */
    static String of(Throwable failure) {
        return line(
                Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName()),
                300);
    }
}
