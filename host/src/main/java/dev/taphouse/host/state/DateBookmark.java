package dev.taphouse.host.state;

import dev.taphouse.api.StreamRead;
import dev.taphouse.api.Type;
import java.util.EnumSet;
import java.util.Set;

/** That of API taps on tap-framework, Mage's copies of them among these: {@code {"bookmark_date": "2026-01-31T00:00:00Z"}}. */
final class DateBookmark implements ForeignBookmark {
    private static final String DATE = "bookmark_date";
    private static final Set<Type.Kind> TIMES = EnumSet.of(Type.Kind.INSTANT, Type.Kind.TIMESTAMP, Type.Kind.DATE);

    @Override
    public TakenOver takeOver(TakenOver old, StreamRead read) {
        if (old.has(PositionKeys.METHOD)
                || old.has(PositionKeys.CURSOR_VALUE)
                || !old.has(DATE)
                || !ForeignBookmark.hasCursor(read)) {
            return old;
        }
        String cursor = read.cursors().get(0);
        Object value = old.bookmark().get(DATE);
        if (!TIMES.contains(read.fields().get(read.indexOf(cursor)).type().kind())) {
            return old;
        }
        return old.with(DATE, null)
                .with(PositionKeys.CURSOR, cursor)
                .with(PositionKeys.CURSOR_VALUE, value)
                .note("the bookmark of another tap is taken over: '" + cursor + "' from " + value);
    }
}
