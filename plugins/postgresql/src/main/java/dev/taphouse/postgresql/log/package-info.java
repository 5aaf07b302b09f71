/** LOG_BASED: the server's log, decoded from pgoutput, by a slot and a publication of this tap's own. */
@NullMarked
package dev.taphouse.postgresql.log;

import org.jspecify.annotations.NullMarked;
