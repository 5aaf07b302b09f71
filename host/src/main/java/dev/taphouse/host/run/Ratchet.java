package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.state.CanonicalCursor;
import dev.taphouse.host.state.CanonicalOrder;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Lets a cursor move forward only. Going back is what a connector does that looks back from its bookmark, so it is no
 * fault: the bookmark stands until the rows are beyond it. A connector whose checkpoints go back behind one of its own
 * is told once. Cursors whose order nobody knows here, such as texts, are taken on trust. Thread-safe.
 */
final class Ratchet {
    private final Consumer<String> warnings;
    private final Set<String> moved = ConcurrentHashMap.newKeySet();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    Ratchet(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * The position that counts.
     *
     * @param before where the stream, or the lane of it, stands
     * @param next where it is said to be
     */
    Position forward(StreamRead read, String lane, Position before, Position next) {
        String place = read.spec().name() + "\0" + lane;
        if (!isBehind(read, before, next)) {
            moved.add(place);
            return next;
        }
        if (moved.contains(place) && warned.add(read.spec().name())) {
            warnings.accept("stream '" + read.spec().name() + "': a checkpoint of the connector goes back from "
                    + before.cursor().orElse("") + " to " + next.cursor().orElse("")
                    + "; the bookmark stays where it is");
        }
        return before;
    }

    /** Whether a position has a cursor that is smaller than that of another. */
    static boolean isBehind(StreamRead read, Position before, Position next) {
        if (read.method() != StreamSpec.Method.INCREMENTAL || read.cursors().isEmpty()) {
            return false;
        }
        String cursor = cursor(read, next);
        if (!cursor.equals(cursor(read, before))) {
            return false;
        }
        Type.Kind kind =
                read.spec().field(cursor).map(Field::type).map(Type::kind).orElse(Type.Kind.TEXT);
        Optional<Object> old = before.cursor().flatMap(value -> CanonicalCursor.of(kind, value));
        Optional<Object> now = next.cursor().flatMap(value -> CanonicalCursor.of(kind, value));
        return old.isPresent()
                && now.isPresent()
                && CanonicalOrder.isKnown(kind)
                && CanonicalOrder.compare(kind, now.get(), old.get()) < 0;
    }

    private static String cursor(StreamRead read, Position position) {
        return position.text("replication_key").orElse(read.cursors().get(0));
    }
}
