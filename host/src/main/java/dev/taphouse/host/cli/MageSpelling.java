package dev.taphouse.host.cli;

import java.util.Arrays;
import java.util.Set;

/** Turns the spellings of other hosts' command lines into ours, before anything is parsed. */
final class MageSpelling {
    private MageSpelling() {}

    /**
     * The arguments with {@code --like_this} as {@code --like-this}, and a bare {@code --test} as {@code --test=all}.
     *
     * @param known our options; nothing else is changed, and nothing after {@code --}
     */
    static String[] normalised(String[] args, Set<String> known) {
        String[] ours = args.clone();
        int end = Arrays.asList(args).indexOf("--");
        for (int i = 0; i < (end < 0 ? ours.length : end); i++) {
            ours[i] = normalised(ours[i], known);
        }
        return ours;
    }

    private static String normalised(String argument, Set<String> known) {
        if (!argument.startsWith("--")) {
            return argument;
        }
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String rest = argument.substring(name.length());
        String ours = name.replace('_', '-');
        if (ours.equals("--test") && rest.isEmpty()) {
            return "--test=all";
        }
        return known.contains(ours) ? ours + rest : argument;
    }
}
