/** One run: plan, read, state, verdict per stream, summary. */
@NullMarked
package dev.taphouse.host.run;

import org.jspecify.annotations.NullMarked;
