package dev.taphouse.host.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours, for a terminal that shows them. */
final class Paint {
    private final Ansi ansi;

    private Paint(boolean on) {
        ansi = on ? Ansi.ON : Ansi.OFF;
    }

    /** None. */
    static Paint none() {
        return new Paint(false);
    }

    /** As the environment allows: {@code NO_COLOR} and a dumb terminal want none. */
    static Paint of(Terminal terminal) {
        boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
        return new Paint(terminal.isInteractive() && !plain);
    }

    /** The text in the colour of a verdict. */
    String verdict(String verdict, String text) {
        return switch (verdict) {
            case "complete" -> in(Style.fg_green, text);
            case "failed" -> in(Style.fg_red, text);
            default -> in(Style.fg_yellow, text);
        };
    }

    /** Something to look at. */
    String remark(String text) {
        return in(Style.fg_yellow, text);
    }

    private String in(Style style, String text) {
        return ansi.enabled() ? style.on() + text + style.off() : text;
    }
}
