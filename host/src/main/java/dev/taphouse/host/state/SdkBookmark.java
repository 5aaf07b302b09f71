package dev.taphouse.host.state;

import dev.taphouse.api.StreamRead;
import dev.taphouse.api.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Meltano SDK's: what a run keeps for itself is dropped, as the SDK does, and the least bookmark of the partitions
 * becomes that of the stream. So no row is lost, and some come again.
 */
final class SdkBookmark implements ForeignBookmark {
    private static final String PROGRESS = "progress_markers";
    private static final List<String> OF_ONE_RUN =
            List.of(PROGRESS, "replication_key_signpost", "starting_replication_value");

    @Override
    public TakenOver takeOver(TakenOver old, StreamRead read) {
        TakenOver now = old;
        if (old.has(PROGRESS) && !old.has(PositionKeys.CURSOR_VALUE) && ForeignBookmark.hasCursor(read)) {
            now = now.note("the pass that the Meltano SDK did not end cannot be resumed, so all rows are read");
        }
        for (String key : OF_ONE_RUN) {
            now = now.without(key);
        }
        if (!old.has(PositionKeys.PARTITIONS) || old.has(PositionKeys.METHOD)) {
            return now;
        }
        if (old.bookmark().get(PositionKeys.PARTITIONS) instanceof List<?> partitions
                && ForeignBookmark.hasCursor(read)) {
            now = least(now, partitions, read);
        }
        return now.with(PositionKeys.PARTITIONS, null);
    }

    private static TakenOver least(TakenOver now, List<?> partitions, StreamRead read) {
        String cursor = read.cursors().get(0);
        Type.Kind kind = read.fields().get(read.indexOf(cursor)).type().kind();
        Object least = now.bookmark().get(PositionKeys.CURSOR_VALUE);
        for (Object partition : partitions) {
            Object value = canonical(partition, cursor, kind, read);
            if (least != null && !CanonicalOrder.isKnown(kind) && !least.equals(value)) {
                throw ForeignBookmark.refused(
                        read,
                        "it has one for each of " + partitions.size() + " partitions, and which is the least of"
                                + " texts only the source knows");
            }
            least = least == null || CanonicalOrder.isKnown(kind) && CanonicalOrder.compare(kind, value, least) < 0
                    ? value
                    : least;
        }
        if (least == null) {
            return now;
        }
        return now.with(PositionKeys.CURSOR, cursor)
                .with(PositionKeys.CURSOR_VALUE, least)
                .note("of the bookmarks of " + partitions.size()
                        + " partitions, which the Meltano SDK kept, the least is taken, so rows of the others come"
                        + " again");
    }

    private static Object canonical(@Nullable Object partition, String cursor, Type.Kind kind, StreamRead read) {
        Map<?, ?> map = partition instanceof Map<?, ?> given ? given : Map.of();
        Object key = map.get(PositionKeys.CURSOR);
        Object value = map.get(PositionKeys.CURSOR_VALUE);
        if (value == null || key != null && !key.equals(cursor)) {
            throw ForeignBookmark.refused(
                    read, "partition " + map.get("context") + " of the Meltano SDK has none of '" + cursor + "'");
        }
        return CanonicalCursor.of(kind, value)
                .orElseThrow(() -> ForeignBookmark.refused(
                        read,
                        "that of partition " + map.get("context") + " is '" + value + "', which is not "
                                + CanonicalCursor.noun(kind)));
    }
}
