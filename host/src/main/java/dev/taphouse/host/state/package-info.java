/** Bookmarks: the STATE document and what it means for a stream. */
@NullMarked
package dev.taphouse.host.state;

import org.jspecify.annotations.NullMarked;
