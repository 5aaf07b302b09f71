package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the bookmarks of INCREMENTAL streams say. */
final class BookmarkChecks {
    private BookmarkChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(103, "A STATE never covers a RECORD below it", BookmarkChecks::covers),
                new Check(108, "A bookmark never goes back", BookmarkChecks::monotonic),
                new Check(
                        109,
                        "A bookmark is not beyond what was there when the run started",
                        tap -> greatest(tap, true)),
                new Check(
                        110,
                        "A null is never a bookmark, and rows with a null replication key come",
                        BookmarkChecks::nulls),
                new Check(111, "Bookmarks are compared by type", tap -> greatest(tap, false)),
                new Check(
                        112,
                        "A bookmark of another replication key is ignored, with a warning",
                        BookmarkChecks::otherKey),
                new Check(113, "start_date is the lower bound of the first run", BookmarkChecks::startDate),
                new Check(120, "ACTIVATE_VERSION comes only for full tables, at their end", BookmarkChecks::activate));
    }

    private static Messages incremental(Subject tap) {
        Messages messages = tap.complete(tap.often(tap.incremental()));
        if (Bookmark.of(messages.lastState().orElse(Map.of())).isEmpty()) {
            throw Unusable.notApplicable("no stream has a bookmark by a replication key");
        }
        return messages;
    }

    private static Verdict covers(Subject tap) {
        Map<String, Bookmark> bookmarks = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Message message : incremental(tap).all()) {
            if (message.is("STATE")) {
                bookmarks = Bookmark.of(message.value());
            } else if (message.is("RECORD")) {
                Bookmark bookmark = bookmarks.get(message.stream());
                Object cursor = bookmark == null ? null : message.record().get(bookmark.key());
                boolean covered = bookmark != null && cursor != null && Cursors.compare(cursor, bookmark.value()) < 0;
                if (seen.add(Messages.row(message)) && bookmark != null && covered) {
                    return Verdict.fail("a STATE above it says " + bookmark.value(), message);
                }
            }
        }
        return Verdict.pass();
    }

    private static Verdict monotonic(Subject tap) {
        Map<String, Bookmark> last = new HashMap<>();
        for (Message state : incremental(tap).states()) {
            for (Map.Entry<String, Bookmark> each : Bookmark.of(state.value()).entrySet()) {
                Bookmark before = last.put(each.getKey(), each.getValue());
                if (before != null && each.getValue().isBefore(before)) {
                    return Verdict.fail("'" + each.getKey() + "' stood at " + before.value() + " before", state);
                }
            }
        }
        return Verdict.pass();
    }

    /** Compares the last bookmark with the greatest cursor that came. */
    private static Verdict greatest(Subject tap, boolean beyond) {
        Messages messages = incremental(tap);
        for (Map.Entry<String, Bookmark> each :
                Bookmark.of(messages.lastState().orElse(Map.of())).entrySet()) {
            Bookmark bookmark = each.getValue();
            Object greatest = messages.records(each.getKey()).stream()
                    .map(message -> message.record().get(bookmark.key()))
                    .filter(value -> value != null)
                    .map(Object.class::cast)
                    .max(Cursors::compare)
                    .orElse(null);
            int order = greatest == null ? 0 : Cursors.compare(bookmark.value(), greatest);
            if (beyond ? order > 0 : order < 0) {
                return Verdict.fail("'" + each.getKey() + "' stands at " + bookmark.value()
                        + ", the greatest that came is " + greatest);
            }
        }
        return Verdict.pass();
    }

    private static Verdict nulls(Subject tap) {
        Messages messages = incremental(tap);
        for (Message state : messages.states()) {
            for (Map.Entry<String, @Nullable Object> each :
                    Tree.map(state.value().get("bookmarks")).entrySet()) {
                Map<String, @Nullable Object> bookmark = Tree.map(each.getValue());
                if (bookmark.containsKey("replication_key_value")
                        && bookmark.get("replication_key_value") == null
                        && bookmark.get("replication_key") != null) {
                    return Verdict.fail("the bookmark of '" + each.getKey() + "' is null", state);
                }
            }
        }
        Map<String, Bookmark> bookmarks = Bookmark.of(messages.lastState().orElse(Map.of()));
        Messages full = tap.complete(tap.fullTable());
        int nulls = 0;
        for (Map.Entry<String, Bookmark> each : bookmarks.entrySet()) {
            long there = countNull(full.records(each.getKey()), each.getValue().key());
            long came =
                    countNull(messages.records(each.getKey()), each.getValue().key());
            if (came < there) {
                return Verdict.fail("of " + there + " rows of '" + each.getKey() + "' without a replication key, only "
                        + came + " come");
            }
            nulls += there;
        }
        return nulls > 0 ? Verdict.pass() : Verdict.notApplicable("no row has a replication key that is null");
    }

    private static long countNull(List<Message> records, String key) {
        return records.stream()
                .filter(message -> message.record().get(key) == null)
                .count();
    }

    private static Verdict otherKey(Subject tap) {
        Messages first = incremental(tap);
        Map<String, @Nullable Object> state = first.lastState().orElse(Map.of());
        Map.Entry<String, Bookmark> one =
                Bookmark.of(state).entrySet().iterator().next();
        CatalogEdit catalog = tap.catalog().selectAll().only(one.getKey());
        CatalogNode stream = catalog.stream(one.getKey());
        String other = stream.cursors().stream()
                .filter(key -> !key.equals(one.getValue().key()))
                .findFirst()
                .orElse("");
        if (other.isEmpty()) {
            catalog.fullTable();
        } else {
            catalog.incremental(one.getKey(), other);
        }
        Run usual = tap.run(tap.sync(catalog));
        Run run = tap.run(tap.sync(catalog).state(state));
        if (!run.isComplete()) {
            return Verdict.fail(run.inWords());
        }
        if (!LogChecks.warned(run, one.getKey(), usual)) {
            return Verdict.fail("there is no warning that the bookmark of '" + one.getKey() + "' is ignored");
        }
        int expected = first.records(one.getKey()).size();
        int came = tap.messages(run).records(one.getKey()).size();
        return came >= expected ? Verdict.pass() : Verdict.fail("only " + came + " of " + expected + " rows come");
    }

    private static Verdict startDate(Subject tap) {
        boolean known = tap.setup().config().containsKey("start_date")
                || Tree.at(About.of(tap).orElse(Map.of()), "settings", "properties", "start_date") != null;
        if (!known) {
            return Verdict.notApplicable("there is no start_date");
        }
        Messages all = incremental(tap);
        Map<String, Bookmark> bookmarks = Bookmark.of(all.lastState().orElse(Map.of()));
        List<Object> times = new ArrayList<>();
        Map<String, List<Object>> byStream = new LinkedHashMap<>();
        bookmarks.forEach((stream, bookmark) -> all.records(stream).forEach(record -> {
            Object value = record.record().get(bookmark.key());
            if (value != null && Cursors.time(value) != null) {
                byStream.computeIfAbsent(stream, each -> new ArrayList<>()).add(value);
                times.add(value);
            }
        }));
        if (times.size() < 2) {
            return Verdict.notObservable("there are no two rows with times to tell apart");
        }
        times.sort(Cursors::compare);
        Object middle = times.get(times.size() / 2);
        Messages later = tap.complete(tap.incremental().option("start_date", middle));
        for (String stream : byStream.keySet()) {
            String key =
                    bookmarks.get(stream) == null ? "" : bookmarks.get(stream).key();
            for (Message record : later.records(stream)) {
                Object value = record.record().get(key);
                if (value != null && Cursors.compare(value, middle) < 0) {
                    return Verdict.fail("it is before the start_date " + middle, record);
                }
            }
        }
        return Verdict.pass();
    }

    private static Verdict activate(Subject tap) {
        Messages messages = tap.complete(tap.versioned());
        Map<String, Integer> activated = new HashMap<>();
        for (Message message : messages.all()) {
            if (message.is("ACTIVATE_VERSION")) {
                activated.put(message.stream(), message.line());
            } else if (message.is("RECORD")
                    && activated.containsKey(message.stream())
                    && message.body().get("version") == null) {
                return Verdict.fail("a RECORD without a version after ACTIVATE_VERSION", message);
            }
        }
        if (activated.isEmpty()) {
            return Verdict.notApplicable("the tap prints no ACTIVATE_VERSION");
        }
        return MessageChecks.none(
                tap.complete(tap.incremental()
                                .state(StateChecks.last(tap))
                                .with(tap.setup().versions()))
                        .of("ACTIVATE_VERSION"),
                message -> Bookmark.of(StateChecks.last(tap)).containsKey(message.stream()),
                "of a stream that is INCREMENTAL");
    }
}
