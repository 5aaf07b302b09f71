package dev.taphouse.host.query;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A session whose reads pass over their first rows. A read that is tried again starts where it first started, so that
 * the same rows are passed over. As thread-safe as what is behind it.
 */
public final class SliceSession implements SourceSession {
    private final SourceSession session;
    private final long offset;
    private final Map<String, Position> starts = new HashMap<>();

    /**
     * A session before another one.
     *
     * @param offset how many rows of each stream are passed over
     */
    public SliceSession(SourceSession session, long offset) {
        this.session = session;
        this.offset = offset;
    }

    @Override
    public void check() throws Exception {
        session.check();
    }

    @Override
    public List<StreamSpec> discover(Set<String> only) throws Exception {
        return session.discover(only);
    }

    /** Without lanes, among which rows have no number. */
    @Override
    public List<Split> plan(List<StreamRead> streams) throws Exception {
        List<Split> splits = new ArrayList<>();
        for (Split split : session.plan(streams)) {
            if (split.lane().isEmpty()) {
                splits.add(split);
            }
        }
        List<String> whole = splits.stream()
                .flatMap(split -> split.streams().stream())
                .map(read -> read.spec().name())
                .toList();
        streams.stream()
                .filter(read -> !whole.contains(read.spec().name()))
                .map(Split::of)
                .forEach(splits::add);
        return splits;
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        List<StreamRead> reads = split.streams().stream().map(this::longer).toList();
        Split longer = Split.of(reads);
        session.read(split.follow() ? longer.following() : longer, new SkippingSink(out, offset));
    }

    private StreamRead longer(StreamRead read) {
        Position start;
        synchronized (starts) {
            start = starts.computeIfAbsent(read.spec().name(), unused -> read.from());
        }
        StreamRead again = read.from(start);
        OptionalLong limit = read.limit();
        return limit.isPresent() ? again.limit(sum(limit.getAsLong(), offset)) : again;
    }

    private static long sum(long limit, long offset) {
        return limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : limit + offset;
    }

    @Override
    public int parallelism() {
        return session.parallelism();
    }

    @Override
    public Position merge(StreamRead stream, List<Position> lanes) throws Exception {
        return session.merge(stream, lanes);
    }

    @Override
    public OptionalLong count(StreamRead stream) throws Exception {
        return session.count(stream);
    }

    @Override
    public void close() throws Exception {
        session.close();
    }
}
