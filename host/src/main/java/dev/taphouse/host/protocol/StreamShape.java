package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a stream looks like on stdout.
 *
 * @param stream the name
 * @param fields what every record has, in order, as the source has it
 * @param keys the {@code key_properties}
 * @param bookmarks the {@code bookmark_properties}
 * @param deletes whether records may carry {@code _sdc_deleted_at}
 * @param schemas the JSON Schema of a field, where it is not derived from its type alone
 * @param outputs the fields that do not go out as the source has them, by name
 * @param version the {@code version} of every record; empty without
 */
public record StreamShape(
        String stream,
        List<Field> fields,
        List<String> keys,
        List<String> bookmarks,
        boolean deletes,
        Map<Field, Map<String, Object>> schemas,
        Map<String, FieldOutput> outputs,
        OptionalLong version) {

    /** The column with the time of a deletion, as the Singer field names it. */
    public static final String DELETED_AT = "_sdc_deleted_at";

    public StreamShape {
        fields = List.copyOf(fields);
        keys = List.copyOf(keys);
        bookmarks = List.copyOf(bookmarks);
        outputs = Map.copyOf(outputs);
    }

    /** A shape whose fields all go out as the source has them, without a version. */
    public StreamShape(
            String stream,
            List<Field> fields,
            List<String> keys,
            List<String> bookmarks,
            boolean deletes,
            Map<Field, Map<String, Object>> schemas) {
        this(stream, fields, keys, bookmarks, deletes, schemas, Map.of(), OptionalLong.empty());
    }

    /** The same under another name. */
    public StreamShape named(String alias) {
        return new StreamShape(alias, fields, keys, bookmarks, deletes, schemas, outputs, version);
    }

    /** The same with fields that do not go out as the source has them. */
    public StreamShape outputs(Map<String, FieldOutput> changed) {
        return new StreamShape(stream, fields, keys, bookmarks, deletes, schemas, changed, version);
    }

    /** The same with a version in every record. */
    public StreamShape version(long number) {
        return new StreamShape(stream, fields, keys, bookmarks, deletes, schemas, outputs, OptionalLong.of(number));
    }
}
