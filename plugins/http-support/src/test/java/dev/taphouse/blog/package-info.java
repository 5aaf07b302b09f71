/** A connector on {@link dev.taphouse.http.HttpSource}, as its author would write it. */
@NullMarked
package dev.taphouse.blog;

import org.jspecify.annotations.NullMarked;
