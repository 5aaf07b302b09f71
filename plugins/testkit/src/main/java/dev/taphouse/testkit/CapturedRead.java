package dev.taphouse.testkit;

import java.util.List;

/** What one read of a stream (all its splits) pushed, and how it ended. */
public final class CapturedRead {
    private final List<CapturedSink> sinks;
    private final boolean complete;

    CapturedRead(List<CapturedSink> sinks, boolean complete) {
        this.sinks = List.copyOf(sinks);
        this.complete = complete;
    }

    /** Whether the pass is complete; else it was ended early. */
    public boolean complete() {
        return complete;
    }

    /** The sinks, one per split. */
    public List<CapturedSink> sinks() {
        return sinks;
    }

    /** What was pushed of a stream, in the first split that has it. */
    public CapturedStream stream(String name) {
        return sinks.get(0).stream(name);
    }
}
