/** A run of less than everything: which streams, which slice of their rows, and the rows as Mage shows them. */
@NullMarked
package dev.taphouse.host.query;

import org.jspecify.annotations.NullMarked;
