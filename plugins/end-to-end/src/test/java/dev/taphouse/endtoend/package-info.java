/** Tests of the packaged distribution: its programs run as a user runs them, with plugin zips in its folder. */
@NullMarked
package dev.taphouse.endtoend;

import org.jspecify.annotations.NullMarked;
