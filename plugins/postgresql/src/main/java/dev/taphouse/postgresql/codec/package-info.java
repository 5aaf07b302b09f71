/** The one way of PostgreSQL's values: from the server's text of a value to a row, whichever protocol brought it. */
@NullMarked
package dev.taphouse.postgresql.codec;

import org.jspecify.annotations.NullMarked;
