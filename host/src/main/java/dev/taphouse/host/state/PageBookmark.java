package dev.taphouse.host.state;

import dev.taphouse.api.StreamRead;

/**
 * That of taps which write {@code offset} by singer-python: the page of a pass that was not ended. Pages are not ours,
 * so the rows since the bookmark come again.
 */
final class PageBookmark implements ForeignBookmark {
    private static final String OFFSET = "offset";

    @Override
    public TakenOver takeOver(TakenOver old, StreamRead read) {
        if (old.has(PositionKeys.METHOD) || !old.has(OFFSET) || !ForeignBookmark.hasCursor(read)) {
            return old;
        }
        return old.with(OFFSET, null)
                .note("the page at which another tap ended is not known here, so the rows since its"
                        + " bookmark come again");
    }
}
