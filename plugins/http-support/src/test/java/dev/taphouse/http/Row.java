package dev.taphouse.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the server.
 *
 * @param id its key
 * @param created when, in seconds
 * @param updated when it last changed, in seconds; null when it does not say
 * @param version counts the changes
 */
record Row(int id, long created, @Nullable Long updated, long version) {
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", (long) id);
        json.put("created_at", created);
        json.put("updated_at", updated);
        json.put("version", version);
        return json;
    }

    long updatedOr(long otherwise) {
        return updated == null ? otherwise : updated;
    }
}
