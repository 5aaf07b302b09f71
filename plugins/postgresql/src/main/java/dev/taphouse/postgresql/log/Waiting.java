package dev.taphouse.postgresql.log;

import dev.taphouse.api.SourceException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changes that wait need to know, by stream. */
final class Waiting {
    private final Map<LoggedStream, BitSet> fields = new LinkedHashMap<>();
    private final Map<LoggedStream, Map<String, List<byte[]>>> keys = new LinkedHashMap<>();

    Waiting(List<Change> changes, Tuple now, Tuple old) {
        for (Change change : changes) {
            if (!change.stream().isFailed() && change.message()[LogStream.HEADER] != 'D') {
                add(change, now, old);
            }
        }
    }

    private void add(Change change, Tuple now, Tuple old) {
        byte[] message = change.message();
        int at = LogStream.HEADER + 1 + Integer.BYTES;
        byte kind = message[at++];
        if (kind != 'N') {
            at = old.reset(message, at) + 1;
        }
        now.reset(message, at);
        if (kind == 'O') {
            now.complete(old);
        }
        BitSet unknown = change.stream().unknown(now);
        if (unknown.isEmpty()) {
            return;
        }
        try {
            List<byte[]> key = change.stream().key(now);
            keys.computeIfAbsent(change.stream(), stream -> new LinkedHashMap<>())
                    .put(LoggedStream.joined(key), key);
            fields.computeIfAbsent(change.stream(), stream -> new BitSet()).or(unknown);
        } catch (SourceException e) {
            change.stream().fail(e);
        }
    }

    Set<LoggedStream> streams() {
        return new LinkedHashSet<>(keys.keySet());
    }

    List<List<byte[]>> keys(LoggedStream stream) {
        return new ArrayList<>(keys.getOrDefault(stream, Map.of()).values());
    }

    int[] fields(LoggedStream stream) {
        return fields.getOrDefault(stream, new BitSet()).stream().toArray();
    }
}
