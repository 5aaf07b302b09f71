/** Exchanges recorded to files, scrubbed of secrets, and read from them again without a network. */
@NullMarked
package dev.taphouse.http.replay;

import org.jspecify.annotations.NullMarked;
