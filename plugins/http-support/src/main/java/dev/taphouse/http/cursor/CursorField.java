package dev.taphouse.http.cursor;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The field of a cursor, and how its values stand in bookmarks: in the canonical form of the field's type.
 *
 * @param stream its name, for messages
 * @param name of the field
 * @param kind of its type
 * @param format of its values in records
 */
public record CursorField(String stream, String name, Type.Kind kind, TimeFormat format) {

    /** The value that a bookmark holds: not after {@code at}. */
    Object value(Instant at) {
        return switch (kind) {
            case INTEGER, DECIMAL, FLOAT -> format.number(at);
            case DATE -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
            default -> format.isTime() ? TimeFormat.canonical(at) : Long.toString(format.number(at));
        };
    }

    /** The value in a bookmark of any tap. */
    Optional<Instant> bookmark(Position position) {
        return position.cursor(name).or(position::cursor).map(text -> {
            try {
                return isNumber(text) ? format.parse(text) : TimeFormat.ISO.parse(text);
            } catch (DateTimeException e) {
                try {
                    return format.parse(text);
                } catch (DateTimeException wrong) {
                    throw new SourceException(
                                    SourceException.Kind.POSITION,
                                    "stream '" + stream + "': the bookmark's replication_key_value '" + text
                                            + "' is no time of the format " + format,
                                    wrong)
                            .remedy(
                                    "Correct it in the state, or remove the stream's bookmark to read all of it again.");
                }
            }
        });
    }

    /**
     * The value of a record.
     *
     * @throws SourceException of kind DATA when it is none
     */
    public Instant parse(String text) {
        try {
            return format.parse(text);
        } catch (DateTimeException e) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "stream '" + stream + "': '" + name + "' of a record is '" + text
                                    + "', which is no value of the format " + format,
                            e)
                    .remedy("Set 'format' or 'record_format' of 'incremental' to what the API writes.");
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }
}
