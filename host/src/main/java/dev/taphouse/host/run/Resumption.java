package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where a stream goes on: at its bookmark, whoever wrote it, unless that was made by another method or for another
 * cursor; never below where the read is asked to begin.
 */
final class Resumption {
    private final State state;
    private final Consumer<String> notes;
    private final Consumer<String> warnings;

    Resumption(State state, Consumer<String> notes, Consumer<String> warnings) {
        this.state = state;
        this.notes = notes;
        this.warnings = warnings;
    }

    /** The reads from where the state says; those whose bookmark cannot be gone on from are refused. */
    List<StreamRead> of(List<StreamRead> reads, BiConsumer<StreamRead, SourceException> refused) {
        List<StreamRead> resumed = new ArrayList<>();
        for (StreamRead read : reads) {
            try {
                resumed.add(of(read));
            } catch (SourceException e) {
                refused.accept(read, e);
            }
        }
        return resumed;
    }

    /** The read from where the state says; what the state has of another method or cursor is dropped. */
    private StreamRead of(StreamRead read) {
        String name = read.spec().name();
        state.takeOver(read).ifPresent(note -> notes.accept("stream '" + name + "': " + note));
        Optional<String> changed = change(read, name);
        changed.ifPresent(what -> {
            warnings.accept("stream '" + name + "': " + what + "; the old bookmark is ignored and all rows are read");
            state.position(name, Position.START);
            state.closeLanes(name);
        });
        state.method(name, read.method());
        return read.from(from(read, state.position(name)));
    }

    /** The bookmark, or the given begin where that is beyond it. */
    private Position from(StreamRead read, Position bookmark) {
        Position begin = read.from();
        if (bookmark.isStart()) {
            return begin;
        }
        if (!Ratchet.isBehind(read, begin, bookmark)) {
            return bookmark;
        }
        state.position(read.spec().name(), begin);
        return begin;
    }

    private Optional<String> change(StreamRead read, String name) {
        Position position = state.position(name);
        if (position.isStart() && state.lanes(name).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> method =
                state.method(name).filter(last -> !last.equals(read.method().name()));
        if (method.isPresent()) {
            return Optional.of("replication method changed from " + method.get() + " to " + read.method());
        }
        if (read.method() != StreamSpec.Method.INCREMENTAL) {
            return Optional.empty();
        }
        return position.text("replication_key")
                .filter(last ->
                        !read.cursors().isEmpty() && !last.equals(read.cursors().get(0)))
                .map(last -> "replication key changed from '" + last + "' to '"
                        + read.cursors().get(0) + "'");
    }
}
