/** How the pages of a list follow each other, and how a list is known to have ended. */
@NullMarked
package dev.taphouse.http.paging;

import org.jspecify.annotations.NullMarked;
