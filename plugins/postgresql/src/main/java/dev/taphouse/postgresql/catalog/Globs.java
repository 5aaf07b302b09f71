package dev.taphouse.postgresql.catalog;

import java.util.List;

/** Patterns of users as LIKE has them. */
final class Globs {

    private Globs() {}

    static String[] like(List<String> globs) {
        return globs.stream().map(Globs::like).toArray(String[]::new);
    }

    private static String like(String glob) {
        return glob.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }
}
