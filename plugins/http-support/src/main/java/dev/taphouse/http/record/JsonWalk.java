package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of one document: down the paths that matter, over all else. */
final class JsonWalk {
    private static final int DEEPEST_OUTLINE = 3;

    private final JsonBody format;
    private final PathNode root;
    private final JsonInput in;
    private final ByteWindow window;
    private final RecordReader records;
    private final Map<String, String> values = new HashMap<>();
    private final Misplaced misplaced;
    private long element;

    JsonWalk(JsonBody format, InputStream body, Wanted wanted, RecordConsumer consumer) {
        Ends ends = new Ends(wanted.last());
        this.format = format;
        this.root = PathNode.of(format.path(), wanted.values());
        this.misplaced = new Misplaced(format.path());
        this.in = new JsonInput(body, ends::settle, format.largest(), this::tooLarge);
        this.window = in.window();
        this.records = new RecordReader(in, format.checks(), ends, consumer);
    }

    private SourceException tooLarge() {
        return misplaced.tooLarge(records.count(), format.largest());
    }

    Body walk() throws Exception {
        if (format.takesAbsent() && in.isEmpty()) {
            return records.body(values);
        }
        if (in.peek() == '<') {
            throw Misplaced.markup(in.start());
        }
        value(root, misplaced.document(), 0);
        if (!in.isEmpty()) {
            boolean object = in.peek() == '{';
            SourceException more = in.malformed(window.at, "there is more after the document");
            throw object ? more.remedy("One JSON object after the other is format ndjson") : more;
        }
        return records.body(values);
    }

    private void value(PathNode node, @Nullable Outline outline, int level) throws Exception {
        int first = in.peek();
        if (outline != null) {
            outline.first = first;
        }
        if (node.record && first == '{') {
            record(node);
        } else if (first == '{' && node.isObject()) {
            object(node, outline, level);
        } else if (first == '[' && node.elements != null) {
            list(node.elements, outline);
        } else if (node.step < 0) {
            scalar(node.wanted, outline);
        } else {
            strayFrom(node, first);
        }
    }

    /** Something else than what the path of the records needs here. */
    private void strayFrom(PathNode node, int first) throws Exception {
        if (first == 'n' && format.takesNull() && !format.path().isElement(node.step)) {
            in.skip();
            return;
        }
        Outline found = new Outline();
        aside(found, 0);
        throw misplaced.wrongKind(node, element, found);
    }

    private void object(PathNode node, @Nullable Outline outline, int level) throws Exception {
        window.at++;
        boolean found = false;
        for (boolean more = in.peek() != '}'; more; more = in.comma('}')) {
            Outline inside = null;
            in.name();
            PathNode child = node.member(window.bytes, window.kept(), window.at);
            if (outline != null && !outline.isFull()) {
                inside = outline.member(Json.string(window.bytes, window.kept(), window.at));
            }
            window.release();
            in.expect(':');
            if (child == null) {
                aside(inside, level + 1);
            } else {
                value(child, inside, level + 1);
                found |= child.step >= 0;
            }
        }
        window.at++;
        if (!found && node.leadsOn() && !format.takesAbsent()) {
            throw misplaced.absent(node, element, outline);
        }
    }

    private void list(PathNode each, @Nullable Outline outline) throws Exception {
        window.at++;
        long index = 0;
        for (boolean more = in.peek() != ']'; more; more = in.comma(']')) {
            element = index;
            value(each, index++ == 0 ? misplaced.firstElement(each) : null, DEEPEST_OUTLINE);
        }
        window.at++;
        if (outline != null) {
            outline.elements = index;
        }
    }

    /** A value that leads nowhere. */
    private void aside(@Nullable Outline outline, int level) throws Exception {
        int first = in.peek();
        if (outline != null) {
            outline.first = first;
        }
        if (outline != null && first == '{' && level < DEEPEST_OUTLINE) {
            object(PathNode.nowhere(), outline, level);
            return;
        }
        in.skip();
        if (outline != null) {
            outline.elements = in.skipped().elements();
            outline.firstElement = in.skipped().firstElement();
        }
    }

    private void scalar(@Nullable String wanted, @Nullable Outline outline) throws Exception {
        if (wanted == null) {
            aside(outline, DEEPEST_OUTLINE);
            return;
        }
        in.peek();
        window.keep();
        aside(outline, DEEPEST_OUTLINE);
        Json.text(window.bytes, window.kept(), window.at).ifPresent(text -> values.put(wanted, text));
        window.release();
    }

    private void record(PathNode node) throws Exception {
        Slice record = records.next();
        node.wantedInside().forEach((path, inside) -> record.text(inside).ifPresent(text -> values.put(path, text)));
    }
}
