package dev.taphouse.host.state;

import dev.taphouse.api.StreamRead;

/**
 * That of Mage, and of API taps on singer-python: {@code {"updated_at": "2026-01-31"}}. Further cursors are left out,
 * so rows equal in the first come again: what Mage means by several is not their order.
 */
final class ColumnBookmark implements ForeignBookmark {

    @Override
    public TakenOver takeOver(TakenOver old, StreamRead read) {
        if (old.has(PositionKeys.METHOD) || old.has(PositionKeys.CURSOR_VALUE) || !ForeignBookmark.hasCursor(read)) {
            return old;
        }
        String cursor = read.cursors().get(0);
        Object value = old.bookmark().get(cursor);
        boolean scalar = value instanceof String || value instanceof Number;
        if (!scalar) {
            return old;
        }
        TakenOver now = old;
        for (String each : read.cursors()) {
            now = now.has(each) ? now.with(each, null) : now;
        }
        return now.with(PositionKeys.CURSOR, cursor)
                .with(PositionKeys.CURSOR_VALUE, value)
                .note("the bookmark of another tap is taken over: '" + cursor + "' from " + value);
    }
}
