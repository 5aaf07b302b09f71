package dev.taphouse.host.run;

import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.config.Names;
import dev.taphouse.host.query.Request;
import dev.taphouse.host.state.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What a request makes of the streams and their reads. */
final class Slice {
    private Slice() {}

    /**
     * The read that is asked for. Where rows are wanted by their number, or for a look only, the stream's bookmark is
     * held: what is not read would be passed over by the next run. A start date is a bookmark for a stream without one.
     */
    static StreamRead of(StreamRead read, State state, Request request) {
        String name = read.spec().name();
        boolean byNumber = request.query().isSliceOf(read);
        if (byNumber || request.isTrial()) {
            state.hold(name, byNumber && read.method() == StreamSpec.Method.FULL_TABLE);
        }
        startAt(read, state, request);
        return request.query().of(read);
    }

    private static void startAt(StreamRead read, State state, Request request) {
        String name = read.spec().name();
        if (state.position(name).isStart() && state.lanes(name).isEmpty()) {
            request.query().start(read).ifPresent(start -> {
                state.position(name, start);
                state.method(name, read.method());
            });
        }
    }

    /** Tells which streams are named and yet not read, because the catalog says so. */
    static void warnOfDeselected(Catalog catalog, Request request, Consumer<String> warnings) {
        catalog.streams().stream()
                .filter(stream -> request.streams().contains(stream.id()) && !stream.isSelected())
                .forEach(stream -> warnings.accept("stream '" + stream.id()
                        + "' is named on the command line, but the catalog does not select it, so it is not read"));
    }

    /**
     * Refuses streams that are named and not there: a misspelt one would else be read by nobody, without a word.
     *
     * @param there those of the catalog, or of the source
     * @param all those of the source
     */
    static void requireThere(
            String plugin, Collection<String> named, Collection<String> there, Collection<String> all) {
        List<String> problems = new ArrayList<>();
        for (String stream : named) {
            if (!there.contains(stream)) {
                String hint = Names.nearest(stream, all.contains(stream) ? there : all)
                        .map(name -> "did you mean '" + name + "'?")
                        .orElse("see --discover-streams for those that are");
                String where = all.contains(stream) ? "is not in the catalog; " : "is not there; ";
                problems.add(plugin + ": stream '" + stream + "' " + where + hint);
            }
        }
        if (!problems.isEmpty()) {
            throw new Failure(ExitCode.INPUT, String.join("\n", problems));
        }
    }
}
