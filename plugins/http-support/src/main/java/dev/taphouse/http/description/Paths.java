package dev.taphouse.http.description;

import dev.taphouse.http.record.RecordsPath;

/** Checks paths into bodies. */
final class Paths {

    private Paths() {}

    /** Notes a problem when it is no path of one value. */
    static void check(Element element, String key, String path) {
        try {
            if (RecordsPath.parse(path).steps().stream().anyMatch(RecordsPath.Step::each)) {
                element.problem(key, "is '" + path + "', and has to be the path of one value: names with dots between");
            }
        } catch (IllegalArgumentException e) {
            element.problem(key, "is wrong: " + e.getMessage());
        }
    }
}
