/** The connector against the simulator. */
@NullMarked
package dev.taphouse.chargebee;

import org.jspecify.annotations.NullMarked;
