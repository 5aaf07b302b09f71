/** From the body of a response to records as slices of JSON, read as it comes. */
@NullMarked
package dev.taphouse.http.record;

import org.jspecify.annotations.NullMarked;
