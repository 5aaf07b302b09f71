package dev.taphouse.http.cursor;

/** In which order the records of a list come, by the cursor. */
public enum Order {
    /** The least first: the bookmark moves with each page. Verified. */
    ASCENDING,
    /** The greatest first: without a filter, a pass ends where the bookmark is. */
    DESCENDING,
    /** None: the bookmark moves when a window, or the pass, is through. */
    NONE
}
