package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages on the stdout of a run.
 *
 * @param all in order
 * @param bad the first line that is not a JSON object
 */
record Messages(List<Message> all, Optional<Verdict.Place> bad) {
    Messages {
        all = List.copyOf(all);
    }

    /** What a run printed; an unfinished last line is left out when the run was ended in its midst. */
    static Messages of(Run run, boolean cut) {
        List<String> lines = run.stdout();
        int count = cut && run.bytes().unfinished() ? lines.size() - 1 : lines.size();
        List<Message> all = new ArrayList<>();
        Verdict.@Nullable Place bad = null;
        for (int i = 0; i < count; i++) {
            try {
                all.add(new Message(i + 1, lines.get(i), Json.object(lines.get(i))));
            } catch (UncheckedIOException | IllegalArgumentException e) {
                bad = bad == null ? new Verdict.Place(i + 1, lines.get(i)) : bad;
            }
        }
        return new Messages(all, Optional.ofNullable(bad));
    }

    List<Message> of(String type) {
        return all.stream().filter(message -> message.is(type)).toList();
    }

    List<Message> records() {
        return of("RECORD");
    }

    List<Message> records(String stream) {
        return records().stream()
                .filter(message -> message.stream().equals(stream))
                .toList();
    }

    List<Message> schemas() {
        return of("SCHEMA");
    }

    /** The last SCHEMA of each stream. */
    Map<String, Message> schemaByStream() {
        Map<String, Message> last = new LinkedHashMap<>();
        schemas().forEach(schema -> last.put(schema.stream(), schema));
        return last;
    }

    /** The streams with a SCHEMA. */
    Set<String> streams() {
        return schemaByStream().keySet();
    }

    List<Message> states() {
        return of("STATE");
    }

    /** The value of the last STATE; empty without one. */
    Optional<Map<String, @Nullable Object>> lastState() {
        List<Message> states = states();
        return states.isEmpty()
                ? Optional.empty()
                : Optional.of(states.get(states.size() - 1).value());
    }

    /** The messages up to a line. */
    Messages until(int line) {
        return new Messages(
                all.stream().filter(message -> message.line() <= line).toList(), bad);
    }

    /** Every different row, each as its stream and the text of its record. */
    Set<String> rows() {
        Set<String> rows = new LinkedHashSet<>();
        records().forEach(message -> rows.add(row(message)));
        return rows;
    }

    static String row(Message message) {
        return message.stream() + " " + Json.text(Tree.sorted(message.record()));
    }
}
