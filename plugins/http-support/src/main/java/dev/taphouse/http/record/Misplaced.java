package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says that the records are not where they should be, what is there instead, and which path would do. */
final class Misplaced {
    private final RecordsPath path;
    private final Outline document = new Outline();
    private Outline first = new Outline();

    Misplaced(RecordsPath path) {
        this.path = path;
    }

    /** What is noted of the whole document. */
    Outline document() {
        return document;
    }

    /** What is noted of the first element of a list, if its elements are to be objects that hold more. */
    @Nullable Outline firstElement(PathNode each) {
        if (!each.leadsOn()) {
            return null;
        }
        first = new Outline();
        return first;
    }

    /** A name is missing. */
    SourceException absent(PathNode node, long element, @Nullable Outline found) {
        String name = path.steps().get(node.step).name();
        String what = found == null ? "; the first is " + first.words() : ", it is " + found.words();
        String where = where(node, element);
        Outline seen = found == null ? first : found;
        String prefix = RecordsPath.text(path.steps().subList(0, node.step));
        String nearest = node.step + 1 == path.steps().size() ? seen.onlyObject(prefix) : seen.nearest(prefix);
        return data("there is no '" + name + "' in " + where + what, found == null ? null : nearest);
    }

    /** The value is of another kind than the path needs. */
    SourceException wrongKind(PathNode node, long element, Outline found) {
        String needed = node.elements != null ? "a list" : "an object";
        return data(where(node, element) + " is " + found.words() + ", not " + needed, nearest(node, found));
    }

    /** The body is of another kind altogether. */
    static SourceException markup(String start) {
        return new SourceException(
                        SourceException.Kind.DATA, "the body is HTML or XML, not JSON: it begins with '" + start + "'")
                .remedy("Check base_url and path: a page for people, such as one to log in, is no answer of an API");
    }

    /** A record, or a value that is to be noted, is over the limit. */
    SourceException tooLarge(long records, int limit) {
        return new SourceException(
                        SourceException.Kind.DATA,
                        "record " + (records + 1) + " at records_path \"" + path + "\" has more than " + limit
                                + " bytes, the limit")
                .remedy("Raise max_record_bytes; memory grows with it");
    }

    private @Nullable String nearest(PathNode node, Outline found) {
        String here = found.nearest(RecordsPath.text(path.steps().subList(0, node.step)));
        if (here != null) {
            return here;
        }
        return found.first == '{'
                        && node.step > 0
                        && !path.steps().get(node.step - 1).each()
                        && node.elements != null
                ? RecordsPath.text(path.steps().subList(0, node.step))
                : null;
    }

    private String where(PathNode node, long element) {
        List<RecordsPath.Step> steps = path.steps().subList(0, node.step);
        if (steps.isEmpty()) {
            return "the document";
        }
        if (!steps.get(steps.size() - 1).each()) {
            return "'" + RecordsPath.text(steps) + "'";
        }
        String list = RecordsPath.text(steps.subList(0, steps.size() - 1));
        return "element " + (element + 1) + " of " + (list.isEmpty() ? "the document" : "'" + list + "'");
    }

    private SourceException data(String what, @Nullable String nearest) {
        SourceException problem =
                new SourceException(SourceException.Kind.DATA, "no records at records_path \"" + path + "\": " + what);
        return nearest == null ? problem : problem.remedy("Did you mean records_path \"" + nearest + "\"?");
    }
}
