/** A Chargebee site that answers as the real one does, fed from the facts in {@code data/}, for tests. */
@NullMarked
package dev.taphouse.chargebee.simulator;

import org.jspecify.annotations.NullMarked;
