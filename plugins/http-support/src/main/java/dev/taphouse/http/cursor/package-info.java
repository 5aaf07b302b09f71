/** How far a stream was read, in time: formats, bookmarks, windows, and what is dropped as a repeat. */
@NullMarked
package dev.taphouse.http.cursor;

import org.jspecify.annotations.NullMarked;
