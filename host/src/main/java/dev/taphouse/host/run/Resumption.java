package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.state.State;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a stream goes on: at its bookmark, unless that was made by another method or for another cursor. */
final class Resumption {
    private final State state;
    private final Consumer<String> warnings;

    Resumption(State state, Consumer<String> warnings) {
        this.state = state;
        this.warnings = warnings;
    }

    /** The read from where the state says; what the state has of another method or cursor is dropped. */
    StreamRead of(StreamRead read) {
        String name = read.spec().name();
        Optional<String> changed = change(read, name);
        changed.ifPresent(what -> {
            warnings.accept("stream '" + name + "': " + what + "; the old bookmark is ignored and all rows are read");
            state.position(name, Position.START);
            state.closeLanes(name);
        });
        state.method(name, read.method());
        return read.from(state.position(name));
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
