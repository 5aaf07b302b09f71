package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What some targets make of a stream other than the user expects: names, and a missing key. */
public final class TargetRules {
    private static final Set<String> RESERVED = Set.of(
            "_sdc_extracted_at",
            "_sdc_received_at",
            "_sdc_batched_at",
            "_sdc_deleted_at",
            "_sdc_sequence",
            "_sdc_table_version",
            "_sdc_sync_started_at");

    private TargetRules() {}

    /** What the user should know before a stream of this shape goes out, one line each. */
    public static List<String> warnings(StreamShape shape) {
        List<String> warnings = new ArrayList<>();
        String stream = "stream '" + shape.stream() + "'";
        if (shape.stream().contains("/")) {
            warnings.add(stream + ": targets that write files cannot write one of a name with '/'; give it another by"
                    + " stream_alias in the catalog");
        }
        Map<String, String> flat = new HashMap<>();
        for (Field field : shape.fields()) {
            flatten(field, "", "", flat, warning -> warnings.add(stream + warning));
            if (RESERVED.contains(field.name())) {
                warnings.add(stream + ": field '" + field.name()
                        + "' has a name that targets use themselves, and many drop it");
            }
        }
        return warnings;
    }

    /** Gathers the names that targets give to columns: objects flattened with two underscores, in one case. */
    private static void flatten(
            Field field, String above, String path, Map<String, String> flat, Consumer<String> warnings) {
        String name = above + field.name().toLowerCase(Locale.ROOT);
        String place = path + field.name();
        String other = flat.putIfAbsent(name, place);
        if (other != null && other.equalsIgnoreCase(place)) {
            warnings.accept(": fields '" + other + "' and '" + place
                    + "' differ in case alone, which many databases do not tell apart; deselect one");
        } else if (other != null) {
            warnings.accept(": fields '" + other + "' and '" + place
                    + "' become one column where a target flattens objects with '__'; deselect one");
        }
        if (field.type().kind() == Type.Kind.OBJECT) {
            field.type().fields().forEach(below -> flatten(below, name + "__", place + ".", flat, warnings));
        }
    }

    /**
     * That streams have no key, which some targets refuse, in one line.
     *
     * @param streams their names
     */
    public static List<String> keyless(List<String> streams) {
        if (streams.isEmpty()) {
            return List.of();
        }
        int shown = Math.min(5, streams.size());
        String names = String.join(", ", streams.subList(0, shown)) + (shown < streams.size() ? ", …" : "");
        return List.of(streams.size() + " stream(s) have no key, and targets that merge rows by key refuse them ("
                + names + "); declare one by view-key-properties in the catalog");
    }
}
