/** How a request proves who sends it. */
@NullMarked
package dev.taphouse.http.auth;

import org.jspecify.annotations.NullMarked;
