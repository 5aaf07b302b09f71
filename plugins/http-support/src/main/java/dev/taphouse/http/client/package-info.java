/** Sends requests: authenticated, within the rate budget, repeated where that is safe, every failure classified. */
@NullMarked
package dev.taphouse.http.client;

import org.jspecify.annotations.NullMarked;
