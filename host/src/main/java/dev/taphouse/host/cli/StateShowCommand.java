package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.state.BookmarkSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host state show}: how far each stream is. */
final class StateShowCommand extends Command {
    private static final int WIDEST = 60;

    private final StateCommand state;
    private final PositionalParamSpec file =
            with(Options.parameter(0, String.class, "FILE").description("The state; '-' is stdin."));

    StateShowCommand(StateCommand state) {
        super("show", "Show how far each stream is.", "Exit codes: 0 shown, 3 the file is no state, 7 stdout closed.");
        this.state = state;
    }

    @Override
    public Integer call() {
        Map<String, @Nullable Object> document = new StateArgument(file.getValue()).read();
        List<BookmarkSummary> bookmarks = BookmarkSummary.all(document);
        if (bookmarks.isEmpty()) {
            state.terminal().notes().println("No stream has a bookmark.");
        } else {
            Table table = new Table("STREAM", "METHOD", "KEY", "VALUE", "LANES");
            for (BookmarkSummary each : bookmarks) {
                String method = each.method().isEmpty() ? "-" : each.method();
                table.row(each.stream(), method, cut(each.key()), cut(each.value()), each.lanes());
            }
            table.print(state.terminal().text());
        }
        if (document.get("currently_syncing") != null) {
            state.terminal().notes().println("The run ended in stream " + document.get("currently_syncing") + ".");
        }
        return ExitCode.COMPLETE.number();
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "\u2026";
    }
}
