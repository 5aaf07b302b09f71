package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How records are rewritten on their way from body to row. Immutable; {@link #editor} does it.
 *
 * <p>Places are written as {@link RecordsPath}s, such as {@code created_at}, {@code items[*].updated_at} or {@code
 * address.id}; {@code **.updated_at} is the name in objects at any depth, where no other place fits.
 */
public final class RecordEdit {
    /** Nothing is changed. */
    public static final RecordEdit NONE = new RecordEdit(List.of(), null, null);

    private static final String ANY_DEPTH = "**";

    private final List<Rule> rules;
    private final @Nullable String prefix;
    private final @Nullable String into;

    private RecordEdit(List<Rule> rules, @Nullable String prefix, @Nullable String into) {
        this.rules = rules;
        this.prefix = prefix;
        this.into = into;
    }

    /** The same, with the value at a place converted; null stays null. */
    public RecordEdit convert(String place, Conversion conversion) {
        return with(place, node -> node.conversion = conversion);
    }

    /** The same, without what is at a place. */
    public RecordEdit remove(String place) {
        return with(place, node -> node.removed = true);
    }

    /** The same, with the last name of a place changed. */
    public RecordEdit rename(String place, String name) {
        ByteBuilder quoted = new ByteBuilder();
        quoted.string(name);
        byte[] bytes = Arrays.copyOf(quoted.bytes, quoted.length);
        return with(place, node -> node.renamed = bytes);
    }

    /**
     * The same, with all fields of a prefix collected in one: as the text of a JSON object. A record without any has no
     * such field.
     */
    public RecordEdit collect(String namePrefix, String field) {
        return new RecordEdit(rules, namePrefix, field);
    }

    /** Whether nothing is changed. */
    public boolean isNone() {
        return rules.isEmpty() && prefix == null;
    }

    /** What does it, for one thread. */
    public RecordEditor editor() {
        EditNode root = new EditNode();
        EditNode anywhere = new EditNode();
        for (Rule rule : rules) {
            List<RecordsPath.Step> steps = rule.place.steps();
            boolean any = steps.get(0).name().equals(ANY_DEPTH);
            EditNode node = any ? anywhere : root;
            for (RecordsPath.Step step : any ? steps.subList(1, steps.size()) : steps) {
                node = step.each() ? node.each() : node.member(step.name());
            }
            rule.change.accept(node);
        }
        byte[] start = prefix == null ? new byte[0] : prefix.getBytes(StandardCharsets.UTF_8);
        return new RecordEditor(root.built(), anywhere.built(), start, into == null ? "" : into);
    }

    private RecordEdit with(String place, Consumer<EditNode> change) {
        RecordsPath path = RecordsPath.parse(place);
        List<RecordsPath.Step> steps = path.steps();
        boolean any = !steps.isEmpty() && steps.get(0).name().equals(ANY_DEPTH);
        if (steps.isEmpty() || any && (steps.size() != 2 || steps.get(1).each())) {
            throw new IllegalArgumentException("'" + place
                    + "' is no place in a record: those look like created_at, items[*].id, or **.id for any depth");
        }
        List<Rule> more = new ArrayList<>(rules);
        more.add(new Rule(path, change));
        return new RecordEdit(List.copyOf(more), prefix, into);
    }

    private record Rule(RecordsPath place, Consumer<EditNode> change) {}
}
