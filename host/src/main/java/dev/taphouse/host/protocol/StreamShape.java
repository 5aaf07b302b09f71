package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import java.util.List;
import java.util.Map;

/**
 * What a stream looks like on stdout.
 *
 * @param stream the name
 * @param fields what every record has, in order
 * @param keys the {@code key_properties}
 * @param bookmarks the {@code bookmark_properties}
 * @param deletes whether records may carry {@code _sdc_deleted_at}
 * @param schemas the JSON Schema of a field, where it is not derived from its type alone
 */
public record StreamShape(
        String stream,
        List<Field> fields,
        List<String> keys,
        List<String> bookmarks,
        boolean deletes,
        Map<Field, Map<String, Object>> schemas) {

    /** The column with the time of a deletion, as the Singer field names it. */
    public static final String DELETED_AT = "_sdc_deleted_at";

    public StreamShape {
        fields = List.copyOf(fields);
        keys = List.copyOf(keys);
        bookmarks = List.copyOf(bookmarks);
    }
}
