/** Singer messages on their way to stdout: rows to bytes, bytes to the one writer. */
@NullMarked
package dev.taphouse.host.protocol;

import org.jspecify.annotations.NullMarked;
