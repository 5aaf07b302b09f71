package dev.taphouse.host.state;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says a bookmark in our words, whoever wrote it. */
final class ForeignBookmarks {
    private static final List<ForeignBookmark> FAMILIES = List.of(
            new SdkBookmark(), new DatabaseBookmark(), new PageBookmark(), new ColumnBookmark(), new DateBookmark());

    private ForeignBookmarks() {}

    /**
     * The bookmark in our words, its cursor in canonical form.
     *
     * @throws SourceException of kind POSITION when that cannot be, so that nothing starts anew without a word
     */
    static TakenOver takeOver(Map<String, @Nullable Object> bookmark, StreamRead read) {
        TakenOver now = TakenOver.asItIs(bookmark);
        for (ForeignBookmark family : FAMILIES) {
            now = family.takeOver(now, read);
        }
        if (!now.has(PositionKeys.METHOD)) {
            requireUnderstood(now, read);
            now = read.method() == StreamSpec.Method.LOG_BASED ? withOwnKeys(now) : now;
        }
        return canonical(now, read);
    }

    /** A bookmark without a word of ours would be passed over in silence. */
    private static void requireUnderstood(TakenOver now, StreamRead read) {
        List<String> known = nonNull(now).stream().filter(PositionKeys::isWord).toList();
        List<String> strange = strange(now);
        if (ForeignBookmark.hasCursor(read)
                && known.isEmpty()
                && !strange.isEmpty()
                && now.note().isEmpty()) {
            throw ForeignBookmark.refused(read, "it holds " + strange + ", and nothing that is known here");
        }
    }

    /** A log's position arrives at the connector as it is, whose words they then are. */
    private static TakenOver withOwnKeys(TakenOver now) {
        List<String> strange = strange(now);
        return strange.isEmpty() ? now : now.with(PositionKeys.OWN, strange);
    }

    private static List<String> strange(TakenOver now) {
        return nonNull(now).stream()
                .filter(key -> !PositionKeys.isWord(key) && !PositionKeys.isHosts(key))
                .toList();
    }

    private static List<String> nonNull(TakenOver now) {
        return now.bookmark().keySet().stream().filter(now::has).toList();
    }

    private static TakenOver canonical(TakenOver now, StreamRead read) {
        if (!isOfThis(now, read)) {
            return now;
        }
        String first = read.cursors().get(0);
        TakenOver result = now.with(
                PositionKeys.CURSOR_VALUE, canonical(first, now.bookmark().get(PositionKeys.CURSOR_VALUE), read));
        if (now.bookmark().get(PositionKeys.TIE) instanceof Map<?, ?> tie) {
            Map<Object, @Nullable Object> others = new LinkedHashMap<>(tie);
            read.cursors().stream()
                    .filter(cursor -> others.get(cursor) != null)
                    .forEach(cursor -> others.put(cursor, canonical(cursor, others.get(cursor), read)));
            result = result.with(PositionKeys.TIE, others);
        }
        return result;
    }

    /** Whether it has a value, and by the method and for the cursor that count now. */
    private static boolean isOfThis(TakenOver now, StreamRead read) {
        return ForeignBookmark.hasCursor(read)
                && now.has(PositionKeys.CURSOR_VALUE)
                && (!now.has(PositionKeys.METHOD)
                        || read.method().name().equals(now.bookmark().get(PositionKeys.METHOD)))
                && (!now.has(PositionKeys.CURSOR)
                        || read.cursors().get(0).equals(now.bookmark().get(PositionKeys.CURSOR)));
    }

    private static @Nullable Object canonical(String cursor, @Nullable Object value, StreamRead read) {
        Type.Kind kind = read.fields().get(read.indexOf(cursor)).type().kind();
        if (value == null) {
            return null;
        }
        return CanonicalCursor.of(kind, value)
                .orElseThrow(() -> new SourceException(
                                SourceException.Kind.POSITION,
                                "stream '" + read.spec().name() + "': the bookmark of '" + cursor + "' is '" + value
                                        + "', which is not " + CanonicalCursor.noun(kind))
                        .remedy("Remove the stream's bookmark from the state to read it from the start"));
    }
}
