/** The Singer catalog: made from specs, and what of it the user selected. */
@NullMarked
package dev.taphouse.host.catalog;

import org.jspecify.annotations.NullMarked;
