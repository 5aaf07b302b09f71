package dev.taphouse.http;

import dev.taphouse.http.cursor.Bookmark;

/** Takes the bookmarks that a pass may be gone on from. */
@FunctionalInterface
interface Checkpoints {

    /** Everything up to the bookmark was pushed. */
    void at(Bookmark bookmark);
}
