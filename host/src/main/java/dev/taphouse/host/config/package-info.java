/** The user's config: read, checked against the source's options, secrets kept. */
@NullMarked
package dev.taphouse.host.config;

import org.jspecify.annotations.NullMarked;
