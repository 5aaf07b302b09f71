package dev.taphouse.http;

import dev.taphouse.api.Position;
import dev.taphouse.http.cursor.Bookmark;
import dev.taphouse.http.cursor.CursorField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bookmarks of a stream's lists, one per record of its parent. In a position:
 *
 * <ul>
 *   <li>{@code replication_key}: the cursor.
 *   <li>{@code parents}: an object; by the key of the parent, the cursor's value up to which its list is read.
 * </ul>
 *
 * A position with a {@code replication_key_value} instead, of another tap or a start date, holds for every parent.
 */
final class ParentBookmarks {
    private static final String PARENTS = "parents";

    private final CursorField field;
    private final Bookmark forAll;
    private final Map<String, Object> values = new LinkedHashMap<>();

    ParentBookmarks(Position from, CursorField field) {
        this.field = field;
        if (from.entries().get(PARENTS) instanceof Map<?, ?> map) {
            map.forEach((parent, value) -> values.put(String.valueOf(parent), value));
        }
        this.forAll = Bookmark.of(from, field);
    }

    /** The bookmark of a parent's list. */
    Bookmark of(String parent) {
        return Optional.ofNullable(values.get(parent))
                .map(value -> Bookmark.of(Position.cursor(field.name(), value).with("seen", List.of()), field))
                .orElse(forAll);
    }

    /** A list is read up to its bookmark. */
    void put(String parent, Bookmark bookmark) {
        Object value = bookmark.position(field).entries().get("replication_key_value");
        if (value != null) {
            values.put(parent, value);
        }
    }

    Position position() {
        Position position = Position.of("replication_key", field.name()).with(PARENTS, values);
        Object all = forAll.position(field).entries().get("replication_key_value");
        return all != null && !forAll.ours() ? position.with("replication_key_value", all) : position;
    }
}
