package dev.taphouse.api;

import java.util.List;

/**
 * A part of the work that one read does: whole streams, or a lane of one stream. Immutable.
 *
 * <p>Lane names are stored in the state: they stay the same between releases.
 */
public final class Split {
    private final List<StreamRead> streams;
    private final String lane;
    private final boolean follow;

    private Split(List<StreamRead> streams, String lane, boolean follow) {
        this.streams = streams;
        this.lane = lane;
        this.follow = follow;
    }

    /** Whole streams, read together. */
    public static Split of(StreamRead... streams) {
        return of(List.of(streams));
    }

    /** As {@link #of(StreamRead...)}. */
    public static Split of(List<StreamRead> streams) {
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("a split has no stream");
        }
        return new Split(List.copyOf(streams), "", false);
    }

    /**
     * A lane: a part of one stream that can be read beside its other parts.
     *
     * @param name unlike those of the stream's other lanes
     * @param stream with the start of the lane as {@link StreamRead#from()}, which holds every bound of the lane
     */
    public static Split lane(String name, StreamRead stream) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a lane has an empty name");
        }
        return new Split(List.of(stream), name, false);
    }

    /** The same, to go on with new data until stopped. */
    public Split following() {
        return new Split(streams, lane, true);
    }

    /** The streams, at least one. */
    public List<StreamRead> streams() {
        return streams;
    }

    /**
     * The only stream.
     *
     * @throws IllegalStateException if there are several
     */
    public StreamRead stream() {
        if (streams.size() != 1) {
            throw new IllegalStateException("the split has " + streams.size() + " streams");
        }
        return streams.get(0);
    }

    /** The name of the lane; empty for whole streams. */
    public String lane() {
        return lane;
    }

    /** Whether to go on with new data until stopped; else the read ends where the data ended when it began. */
    public boolean follow() {
        return follow;
    }

    @Override
    public String toString() {
        return streams.stream().map(s -> s.spec().name()).toList() + (lane.isEmpty() ? "" : " lane " + lane);
    }
}
