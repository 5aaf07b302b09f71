package dev.taphouse.host.catalog;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.protocol.Dropped;
import dev.taphouse.host.protocol.FieldOutput;
import dev.taphouse.host.protocol.JsonSchemas;
import dev.taphouse.host.protocol.StreamShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is read of one stream and how it goes out: the catalog's selection, types and drift policy, laid over what the
 * source has. Also for the shapes that the stream takes during the run. Used by one thread at a time.
 */
public final class StreamSelection {
    private final CatalogStream wanted;
    private final Map<Field, Map<String, Object>> schemas;
    private final Selection selection;
    private final boolean addsNewFields;
    private final Drift drift;
    private final Consumer<String> warnings;
    private final @Nullable SchemaTypes types;
    private final Map<String, FieldOutput> outputs = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> deepMetadata;
    private final StreamRead read;

    private StreamSelection(
            StreamSpec spec,
            CatalogStream wanted,
            Selection selection,
            Map<Field, Map<String, Object>> schemas,
            Drift drift,
            Consumer<String> warnings) {
        this.wanted = wanted;
        this.schemas = schemas;
        this.selection = selection;
        this.addsNewFields =
                selection.addsNewFields() || drift.policy() == DriftPolicy.EVOLVE || wanted.addsNewFields();
        this.drift = drift;
        this.warnings = warnings;
        this.types = wanted.hasProperties() ? new SchemaTypes(wanted.schema()) : null;
        this.deepMetadata = wanted.deepBreadcrumbs();
        this.read = read(spec);
    }

    /**
     * The selection of a stream.
     *
     * @param selection what the user says of all streams
     * @param schemas the JSON Schema of a field, where it is not derived from its type alone
     * @param drift takes what the catalog and the source differ in
     * @param warnings takes what the user should know beside, one line each
     * @throws SourceException of kind CONFIG, naming the catalog's value and the remedy, when it cannot be read so
     */
    public static StreamSelection of(
            StreamSpec spec,
            CatalogStream wanted,
            Selection selection,
            Map<Field, Map<String, Object>> schemas,
            Drift drift,
            Consumer<String> warnings) {
        return new StreamSelection(spec, wanted, selection, schemas, drift, warnings);
    }

    /** What is wanted of the stream, from the start. */
    public StreamRead read() {
        return read;
    }

    /** Whether targets are told which rows are of the latest pass. */
    public boolean activatesVersion() {
        return selection.activatesVersions();
    }

    /** What the stream looks like on stdout. */
    public StreamShape shape(StreamRead of, boolean deletes) {
        return new StreamShape(wanted.alias(), of.fields(), of.keys(), of.cursors(), deletes, schemas).outputs(outputs);
    }

    /**
     * The fields that are wanted of a stream that has a new shape: those that were wanted before, and new ones where
     * they are added.
     *
     * @throws SourceException of kind DATA when the policy is to fail
     */
    public List<Field> changed(StreamRead before, StreamSpec now) {
        List<DriftEvent> events = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (Field field : now.fields()) {
            boolean fresh = before.spec().field(field.name()).isEmpty();
            boolean needed = field.isAutomatic() || now.keys().contains(field.name());
            boolean kept = needed || (fresh ? isAdded(field) : before.indexOf(field.name()) >= 0);
            boolean isRead = kept && field.unsupportedReason().isEmpty();
            if (isRead) {
                fields.add(field);
            }
            if (fresh) {
                String outcome = isRead ? "read from here on" : "not read";
                events.add(event(field.name(), DriftEvent.Kind.FIELD_NEW, "", outcome));
            }
        }
        events.addAll(lost(before, now));
        events.forEach(drift::add);
        if (drift.policy() == DriftPolicy.FAIL && !events.isEmpty()) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "it changed while it was read: " + events.get(0).text())
                    .remedy("Discover again, or let the run follow with --drift evolve");
        }
        outputs.clear();
        fields.forEach(field -> put(field, before.cursors()));
        return fields;
    }

    private List<DriftEvent> lost(StreamRead before, StreamSpec now) {
        List<DriftEvent> events = new ArrayList<>();
        for (Field field : before.fields()) {
            if (now.logFields().contains(field)) {
                continue;
            }
            Optional<Field> left = now.field(field.name());
            if (left.isEmpty()) {
                events.add(event(field.name(), DriftEvent.Kind.FIELD_GONE, "", "left out from here on"));
            } else if (!left.get().type().equals(field.type())) {
                String detail = field.type() + " is now " + left.get().type();
                events.add(event(field.name(), DriftEvent.Kind.TYPE_CHANGED, detail, "the new type is used"));
            }
        }
        return events;
    }

    private StreamRead read(StreamSpec spec) {
        StreamRead chosen = SelectedStream.of(spec, wanted, warnings);
        List<String> always = new ArrayList<>(chosen.keys());
        always.addAll(chosen.cursors());
        List<Field> fields = new ArrayList<>();
        for (Field field : spec.fields()) {
            if (isRead(field, always)) {
                fields.add(field);
                put(field, chosen.cursors());
            }
        }
        noteGone(spec);
        requireScalarKeys(fields, chosen.keys());
        return chosen.fields(fields);
    }

    private boolean isRead(Field field, List<String> always) {
        String name = field.name();
        boolean known = !wanted.hasProperties() || wanted.propertyNames().contains(name);
        boolean automatic = field.isAutomatic() || always.contains(name);
        if (field.unsupportedReason().isPresent()) {
            if (wanted.isAskedFor(name)) {
                warnings.accept("stream '" + wanted.id() + "', field '" + name + "' is selected, but cannot be read: "
                        + field.unsupportedReason().get());
            }
            return false;
        }
        boolean selected = automatic || (known ? wanted.isSelected(name) : isAdded(field));
        if (!known) {
            String outcome = selected ? "read" : "not read; discover again to add it";
            drift.add(event(name, DriftEvent.Kind.FIELD_NEW, "", outcome));
        }
        return selected;
    }

    private boolean isAdded(Field field) {
        return field.isAutomatic() || (addsNewFields || !wanted.hasProperties()) && wanted.isSelected(field.name());
    }

    private void noteGone(StreamSpec spec) {
        Set<String> there = new HashSet<>();
        spec.fields().forEach(field -> there.add(field.name()));
        for (String name : wanted.propertyNames()) {
            if (!there.contains(name) && wanted.isSelected(name)) {
                drift.add(event(name, DriftEvent.Kind.FIELD_GONE, "", "left out"));
            }
        }
    }

    /** Notes how a field goes out, where that is not as the source has it. */
    private void put(Field field, List<String> cursors) {
        Map<String, Object> own = own(field);
        SchemaEdit edit = edit(field, own, cursors);
        Dropped dropped = dropped(field.name(), edit.schema());
        if (!dropped.isNone() || edit.isChange(field, own)) {
            outputs.put(
                    field.name(),
                    new FieldOutput(edit.field(), dropped.prune(edit.schema()), dropped, edit.converts(field)));
        }
    }

    private Map<String, Object> own(Field field) {
        Map<String, Object> known = schemas.get(field);
        return known == null ? JsonSchemas.of(field) : known;
    }

    private SchemaEdit edit(Field field, Map<String, Object> own, List<String> cursors) {
        SchemaEdit none = new SchemaEdit(field, own, TypeFit.ALWAYS);
        SchemaEdit edit;
        try {
            edit = types == null ? none : SchemaEdit.of(types, field, own, wanted.schema(field.name()));
        } catch (IllegalArgumentException e) {
            throw unusable("the schema of field '" + field.name() + "' cannot be used: " + e.getMessage());
        }
        if (isTypeDrift(field)) {
            boolean kept = edit.fit() == TypeFit.ALWAYS;
            if (edit.converts(field) || edit.field().nullable() != field.nullable()) {
                String detail = wanted.nativeType(field.name()).orElse("") + " is now "
                        + field.nativeType().orElse("");
                String outcome = kept ? "written as the catalog has it" : "written as the source has it now";
                drift.add(event(field.name(), DriftEvent.Kind.TYPE_CHANGED, detail, outcome));
            }
            return kept ? edit : none;
        }
        requireFit(field, edit, cursors);
        return edit;
    }

    private boolean isTypeDrift(Field field) {
        Optional<String> before = wanted.nativeType(field.name());
        return before.isPresent() && field.nativeType().isPresent() && !before.equals(field.nativeType());
    }

    private void requireFit(Field field, SchemaEdit edit, List<String> cursors) {
        String schema = String.valueOf(edit.schema().get("type"))
                + Optional.ofNullable(edit.schema().get("format"))
                        .map(format -> " of format " + format)
                        .orElse("");
        if (edit.fit() == TypeFit.NEVER) {
            throw unusable("field '" + field.name() + "' is to be " + schema + ", and no value of "
                    + field.type() + ", which it is at the source, can be converted to it; edit the schema in the"
                    + " catalog, or discover again");
        }
        if (cursors.contains(field.name())
                && edit.field().type().kind() != field.type().kind()) {
            throw unusable("field '" + field.name() + "' is the cursor, from which the bookmark is taken, so it cannot"
                    + " become " + schema + "; leave its type as it is, " + field.type());
        }
    }

    private void requireScalarKeys(List<Field> fields, List<String> keys) {
        for (Field field : fields) {
            FieldOutput output = outputs.get(field.name());
            switch ((output == null ? field : output.field()).type().kind()) {
                case LIST, OBJECT, JSON -> {
                    if (keys.contains(field.name())) {
                        throw unusable("key '" + field.name() + "' is " + field.type()
                                + ", which targets do not take as a key; declare another by view-key-properties");
                    }
                }
                default -> {}
            }
        }
    }

    /** What is left out inside of a field: what its schema has there, and what metadata names beyond the schema. */
    private Dropped dropped(String field, Map<String, Object> schema) {
        List<String> top = List.of("properties", field);
        List<List<String>> breadcrumbs = new ArrayList<>();
        collect(top, schema, wanted.schema(field), breadcrumbs);
        for (List<String> breadcrumb : deepMetadata.getOrDefault(field, List.of())) {
            if (SchemaNodes.isOfProperty(breadcrumb) && !wanted.isSelected(breadcrumb, new LinkedHashMap<>())) {
                breadcrumbs.add(breadcrumb);
            }
        }
        return breadcrumbs.isEmpty()
                ? Dropped.NONE
                : Dropped.of(breadcrumbs.stream()
                        .map(breadcrumb -> breadcrumb.subList(2, breadcrumb.size()))
                        .toList());
    }

    private void collect(
            List<String> breadcrumb,
            Map<String, ? extends @Nullable Object> schema,
            Map<String, @Nullable Object> inCatalog,
            List<List<String>> dropped) {
        Map<String, @Nullable Object> known = SchemaNodes.object(inCatalog.get("properties"));
        SchemaNodes.object(schema.get("properties")).forEach((name, child) -> {
            List<String> below = SchemaNodes.plus(breadcrumb, "properties", name);
            Map<String, @Nullable Object> own = SchemaNodes.object(known.get(name));
            if (wanted.isSelected(below, own)) {
                collect(below, SchemaNodes.object(child), own, dropped);
            } else {
                dropped.add(below);
            }
        });
        if (schema.get("items") instanceof Map<?, ?> items) {
            collect(
                    SchemaNodes.plus(breadcrumb, "items"),
                    SchemaNodes.object(items),
                    SchemaNodes.object(inCatalog.get("items")),
                    dropped);
        }
    }

    private DriftEvent event(String field, DriftEvent.Kind kind, String detail, String outcome) {
        return new DriftEvent(wanted.id(), field, kind, detail, outcome);
    }

    private SourceException unusable(String why) {
        return SelectedStream.unusable(wanted.id(), why);
    }
}
