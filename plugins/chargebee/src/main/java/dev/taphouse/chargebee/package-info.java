/** Copies the billing records of a Chargebee site. */
@NullMarked
package dev.taphouse.chargebee;

import org.jspecify.annotations.NullMarked;
