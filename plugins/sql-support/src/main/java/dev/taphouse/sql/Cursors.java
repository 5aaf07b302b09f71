package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cursor of an incremental read: one column, or several that are compared in turn. */
final class Cursors {
    private final SqlStream stream;
    private final StreamRead read;
    private final Dialect dialect;
    private final Keyset keyset;

    private Cursors(SqlStream stream, StreamRead read, Dialect dialect, Keyset keyset) {
        this.stream = stream;
        this.read = read;
        this.dialect = dialect;
        this.keyset = keyset;
    }

    /**
     * The cursor of a read.
     *
     * @throws SourceException of kind DATA for a column that cannot be one
     */
    static Cursors of(SqlStream stream, StreamRead read, Dialect dialect) {
        List<Keyset.Part> parts = new ArrayList<>();
        for (String cursor : read.cursors()) {
            KeyCodec codec = stream.codec(cursor)
                    .cursor()
                    .orElseThrow(() -> new SourceException(
                                    SourceException.Kind.DATA,
                                    "stream '" + stream.spec().name() + "' cannot have '" + cursor + "' as cursor")
                            .remedy("Choose one of " + stream.spec().cursors() + ", or FULL_TABLE."));
            parts.add(Keyset.Part.of(cursor, codec, dialect));
        }
        return new Cursors(stream, read, dialect, new Keyset(parts));
    }

    /** All its columns. */
    Keyset keyset() {
        return keyset;
    }

    /** The first column. */
    Keyset leading() {
        return new Keyset(keyset.parts().subList(0, 1));
    }

    /** The name of the first column. */
    String name() {
        return read.cursors().get(0);
    }

    /** The bookmark in a position; null without one. */
    @Nullable Object bookmark(Position position) {
        Map<String, Object> entries = position.entries();
        Object value = entries.get(Positions.CURSOR_VALUE);
        if (value != null && !name().equals(entries.getOrDefault(Positions.CURSOR, name()))) {
            throw Positions.bad(
                    read.spec().name(),
                    "the bookmark is of cursor '" + entries.get(Positions.CURSOR) + "', not of '" + name() + "'");
        }
        return value;
    }

    /** Refuses a bookmark that is beyond what rows can have now: those to come would be below it, and never be read. */
    void requireReached(Position position, Cap cap) {
        Object bookmark = bookmark(position);
        Object last = cap.last().orElse(null);
        if (bookmark != null && last != null && isBeyond(bookmark, last)) {
            throw Positions.bad(
                    read.spec().name(),
                    "the bookmark " + bookmark + " is from the future: it is beyond " + last + ", " + cap.lastIs()
                            + ", and rows that are written until then would not be read");
        }
    }

    private boolean isBeyond(Object bookmark, Object last) {
        return switch (kind()) {
            case DATE, TIMESTAMP, INSTANT -> Canonical.toInstant(bookmark).isAfter(Canonical.toInstant(last));
            case INTEGER -> Canonical.toDecimal(bookmark).compareTo(Canonical.toDecimal(last)) > 0;
            default -> false;
        };
    }

    /** So many seconds before a bookmark, where it is a time. */
    Object lookBack(Object bookmark, long seconds) {
        if (seconds == 0) {
            return bookmark;
        }
        try {
            return switch (kind()) {
                case DATE ->
                    Canonical.toDate(bookmark)
                            .minusDays((seconds + 86_399) / 86_400)
                            .toString();
                case TIMESTAMP, INSTANT ->
                    Canonical.ofInstant(Canonical.toInstant(bookmark).minusSeconds(seconds));
                default -> bookmark;
            };
        } catch (IllegalArgumentException e) {
            throw Positions.bad(read.spec().name(), "the state holds a value of another type: " + e.getMessage());
        }
    }

    /** Whether a part of it may be NULL. */
    boolean isNullable() {
        return keyset.parts().stream().anyMatch(part -> isNullable(part.column()));
    }

    /** No part is NULL. */
    List<Condition> notNull() {
        return keyset.parts().stream()
                .filter(part -> isNullable(part.column()))
                .map(part -> Condition.of(dialect.quote(part.column()) + " IS NOT NULL"))
                .toList();
    }

    /** A part is NULL. */
    Condition isNull() {
        return Condition.of(String.join(
                " OR ",
                keyset.parts().stream()
                        .map(part -> dialect.quote(part.column()) + " IS NULL")
                        .toList()));
    }

    /** Rows before the end that is wanted, where there is one and the cursor is a time. */
    Optional<Condition> until() {
        return read.until().flatMap(this::canonical).map(keyset::before);
    }

    /** The end in the canonical form of the cursor; a day is before the end when its midnight is. */
    private Optional<Object> canonical(Instant end) {
        return switch (kind()) {
            case DATE ->
                Optional.of(end.plusNanos(86_400_000_000_000L - 1)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString());
            case TIMESTAMP, INSTANT -> Optional.of(Canonical.ofInstant(end));
            default -> Optional.empty();
        };
    }

    private Type.Kind kind() {
        return stream.codec(name()).type().kind();
    }

    private boolean isNullable(String name) {
        return stream.table().columns().stream()
                .filter(column -> column.name().equals(name))
                .anyMatch(Column::nullable);
    }

    /** The column of the table that leads. */
    Column column() {
        return stream.table().columns().stream()
                .filter(column -> column.name().equals(name()))
                .findFirst()
                .orElseThrow();
    }
}
