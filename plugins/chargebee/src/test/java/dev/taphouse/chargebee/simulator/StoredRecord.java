package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record with its past: what lists show of it comes later than what happened to it. */
public final class StoredRecord {
    private final long number;
    private final Map<String, String> parents;
    private final List<Version> versions = new ArrayList<>();

    StoredRecord(long number, Map<String, String> parents) {
        this.number = number;
        this.parents = parents;
    }

    /** As it is now, whether or not lists show it yet. Empty when it is gone without a trace. */
    public Optional<ObjectNode> now() {
        return Optional.ofNullable(versions.get(versions.size() - 1).json());
    }

    /** As it was last, also when it is gone. */
    public ObjectNode last() {
        for (int i = versions.size() - 1; i >= 0; i--) {
            ObjectNode json = versions.get(i).json();
            if (json != null) {
                return json;
            }
        }
        throw new IllegalStateException("a record without a version");
    }

    /** Increases with every record that is made. */
    long number() {
        return number;
    }

    /** The id of the parent of that kind. */
    public Optional<String> parent(String record) {
        String id = parents.get(record);
        return id != null
                ? Optional.of(id)
                : now().map(json -> json.path(record + "_id").asText("")).filter(text -> !text.isEmpty());
    }

    /** As lists show it. */
    Optional<ObjectNode> listed(Instant at) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (!versions.get(i).from().isAfter(at)) {
                return Optional.ofNullable(versions.get(i).json());
            }
        }
        return Optional.empty();
    }

    void become(@Nullable ObjectNode json, Instant listedFrom) {
        versions.add(new Version(json, listedFrom));
    }

    private record Version(@Nullable ObjectNode json, Instant from) {}
}
