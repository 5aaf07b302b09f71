package dev.taphouse.host.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The differences between a catalog and its source that a run met. Thread-safe. */
public final class Drift {
    private final DriftPolicy policy;
    private final Consumer<String> warnings;
    private final List<DriftEvent> events = new ArrayList<>();
    private final Map<String, List<String>> byStream = new HashMap<>();

    /**
     * Nothing was met yet.
     *
     * @param warnings takes each event as one line, unless the policy is to fail
     */
    public Drift(DriftPolicy policy, Consumer<String> warnings) {
        this.policy = policy;
        this.warnings = warnings;
    }

    /** What follows from an event. */
    public DriftPolicy policy() {
        return policy;
    }

    /** The events, in the order in which they were met. */
    public synchronized List<DriftEvent> events() {
        return List.copyOf(events);
    }

    /** The events of one stream, each a line under its name. */
    public synchronized List<String> of(String stream) {
        return List.copyOf(byStream.getOrDefault(stream, List.of()));
    }

    void add(DriftEvent event) {
        synchronized (this) {
            events.add(event);
            byStream.computeIfAbsent(event.stream(), unused -> new ArrayList<>())
                    .add(event.underItsStream());
        }
        if (policy != DriftPolicy.FAIL) {
            warnings.accept(event.text());
        }
    }

    /** Notes that a selected stream is gone. */
    public void streamGone(String stream) {
        String outcome = policy == DriftPolicy.EVOLVE ? "left out" : "failed";
        add(new DriftEvent(stream, "", DriftEvent.Kind.STREAM_GONE, "", outcome));
    }
}
