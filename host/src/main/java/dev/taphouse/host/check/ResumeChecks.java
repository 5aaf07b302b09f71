package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a run that goes on from a STATE leaves anything out. */
final class ResumeChecks {
    private ResumeChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        105,
                        "With the last STATE and an unchanged source, only rows at the boundary come again",
                        ResumeChecks::again),
                new Check(
                        106,
                        "With the last STATE and a changed source, every new and changed row comes",
                        ResumeChecks::changed),
                new Check(107, "From every STATE: the rows above it and those of a run from it are all rows", tap -> {
                    Verdict byDefault = everyState(tap, tap.often(tap.everything()));
                    if (byDefault.isFail()) {
                        return byDefault;
                    }
                    Verdict incremental = everyState(tap, tap.often(tap.incremental()));
                    return incremental.isFail() ? incremental : everyState(tap, tap.often(tap.fullTable()));
                }),
                new Check(
                        119,
                        "A full table goes on after the last key, and its progress is gone at the end",
                        ResumeChecks::fullTable));
    }

    private static Verdict everyState(Subject tap, Request request) {
        Messages whole = tap.complete(request);
        if (whole.states().isEmpty()) {
            return Verdict.notApplicable("the tap prints no STATE");
        }
        for (Message state : some(whole.states(), tap.setup().resumes())) {
            Run rest = tap.run(request.state(state.value()));
            if (!rest.isComplete()) {
                return Verdict.fail("a run from this STATE: " + rest.inWords(), state);
            }
            Set<String> missing = new HashSet<>(whole.rows());
            missing.removeAll(whole.until(state.line()).rows());
            missing.removeAll(tap.messages(rest).rows());
            if (!missing.isEmpty()) {
                return Verdict.fail(
                        missing.size() + " rows below this STATE do not come in a run from it, such as "
                                + missing.iterator().next(),
                        state);
            }
        }
        return Verdict.pass();
    }

    /** So many of them at most, spread evenly, the last one among them. */
    static List<Message> some(List<Message> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<Message> some = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            some.add(all.get((int) ((long) i * all.size() / most) - 1));
        }
        return some;
    }

    private static Verdict again(Subject tap) {
        Messages first = tap.complete(tap.incremental());
        Map<String, Bookmark> bookmarks = Bookmark.of(first.lastState().orElse(Map.of()));
        if (bookmarks.isEmpty()) {
            return Verdict.notApplicable("no stream has a bookmark by a replication key");
        }
        Messages second = tap.complete(tap.incremental().state(first.lastState().orElse(Map.of())));
        for (Message record : second.records()) {
            Bookmark bookmark = bookmarks.get(record.stream());
            Object cursor = bookmark == null ? null : record.record().get(bookmark.key());
            if (bookmark != null && cursor != null && Cursors.compare(cursor, bookmark.value()) < 0) {
                return Verdict.fail("it comes again, though it is before the bookmark " + bookmark.value(), record);
            }
        }
        return Verdict.pass();
    }

    private static Verdict changed(Subject tap) {
        Messages before = tap.complete(tap.incremental());
        Optional<Map<String, @Nullable Object>> state = before.lastState();
        Set<String> incremental = Bookmark.of(state.orElse(Map.of())).keySet();
        if (incremental.isEmpty()) {
            return Verdict.notApplicable("no stream has a bookmark by a replication key");
        }
        if (!tap.fixture().change()) {
            return Verdict.notObservable("the source cannot be changed from here");
        }
        Run rest = tap.runAgain(tap.incremental().state(state.orElse(Map.of())));
        Run all = tap.runAgain(tap.incremental());
        if (!rest.isComplete() || !all.isComplete()) {
            return Verdict.fail((rest.isComplete() ? all : rest).inWords());
        }
        Set<String> missing = new HashSet<>(tap.messages(all).rows());
        missing.removeAll(before.rows());
        if (missing.isEmpty()) {
            return Verdict.notObservable("the change of the source brought no new row");
        }
        int fresh = missing.size();
        missing.removeAll(tap.messages(rest).rows());
        return missing.isEmpty()
                ? Verdict.pass()
                : Verdict.fail(missing.size() + " of " + fresh + " new or changed rows do not come, such as "
                        + missing.iterator().next());
    }

    private static Verdict fullTable(Subject tap) {
        Request request = tap.often(tap.fullTable());
        Messages whole = tap.complete(request);
        Optional<Message> during = whole.states().stream()
                .filter(state -> progress(state.value()) != null)
                .findFirst();
        if (during.isEmpty()) {
            return Verdict.notApplicable("no STATE has last_pk_fetched: full tables are not resumed");
        }
        String left = progress(whole.lastState().orElse(Map.of()));
        if (left != null) {
            return Verdict.fail("the last STATE still has last_pk_fetched of '" + left + "'");
        }
        String stream = String.valueOf(progress(during.get().value()));
        Messages rest = tap.complete(request.state(during.get().value()));
        return rest.records(stream).size() < whole.records(stream).size()
                ? Verdict.pass()
                : Verdict.fail("a run from this STATE starts '" + stream + "' anew", during.get());
    }

    /** The stream that is in the midst of a pass by its key; null when none is. */
    private static @Nullable String progress(Map<String, @Nullable Object> state) {
        return Tree.map(state.get("bookmarks")).entrySet().stream()
                .filter(each -> Tree.at(each.getValue(), "last_pk_fetched") != null)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
