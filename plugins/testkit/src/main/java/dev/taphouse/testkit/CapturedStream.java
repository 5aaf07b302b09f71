package dev.taphouse.testkit;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was pushed of one stream. A row holds every selected field, null where it was not set: Boolean, Long (BigInteger
 * beyond 64 bits), Double, BigDecimal, String (canonical text of dates, times and UUIDs, lower-case hex of bytes), Map
 * and List.
 */
public final class CapturedStream {
    private final StreamRead read;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> deletes = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final List<StreamSpec> changes = new ArrayList<>();
    private final List<String> rejects = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private @Nullable SourceException failure;
    private int truncates;

    CapturedStream(StreamRead read) {
        this.read = read;
    }

    /** The rows, in the order in which they came. */
    public List<Map<String, @Nullable Object>> rows() {
        return List.copyOf(rows);
    }

    /** The values of one field, row by row. */
    public List<@Nullable Object> column(String field) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(field)));
        return values;
    }

    /** The deleted rows. */
    public List<Map<String, @Nullable Object>> deletes() {
        return List.copyOf(deletes);
    }

    /** The positions, and how many rows each covers. */
    public List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    /** The last position, else the one the read began at. */
    public Position position() {
        return checkpoints.isEmpty()
                ? read.from()
                : checkpoints.get(checkpoints.size() - 1).position();
    }

    /** The rows that the last position covers: what a host that is killed now need not read again. */
    public List<Map<String, @Nullable Object>> covered() {
        long covered = checkpoints.isEmpty()
                ? 0
                : checkpoints.get(checkpoints.size() - 1).rows();
        return List.copyOf(rows.subList(0, Math.toIntExact(Math.min(covered, rows.size()))));
    }

    /** The shapes it changed to. */
    public List<StreamSpec> changes() {
        return List.copyOf(changes);
    }

    /** The reasons of rejected rows. */
    public List<String> rejects() {
        return List.copyOf(rejects);
    }

    /** The values that became null because they cannot be represented: {@code field: reason}. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    /** Why the stream alone failed. */
    public Optional<SourceException> failure() {
        return Optional.ofNullable(failure);
    }

    /** How often all its rows were said to be gone. */
    public int truncates() {
        return truncates;
    }

    int size() {
        return rows.size();
    }

    boolean failed() {
        return failure != null;
    }

    void row(Map<String, @Nullable Object> row) {
        rows.add(row);
    }

    void delete(Map<String, @Nullable Object> row) {
        deletes.add(row);
    }

    void checkpoint(Position position) {
        checkpoints.add(new Checkpoint(position, rows.size() + deletes.size()));
    }

    void changed(StreamSpec now) {
        changes.add(now);
    }

    void reject(String reason) {
        rejects.add(reason);
    }

    void lost(String field, String reason) {
        lost.add(field + ": " + reason);
    }

    void fail(SourceException why) {
        failure = why;
    }

    void truncate() {
        truncates++;
    }
}
