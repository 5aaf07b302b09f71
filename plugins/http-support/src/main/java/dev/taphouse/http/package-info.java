/** The base of connectors for APIs: sources, their streams, and how these are read. */
@NullMarked
package dev.taphouse.http;

import org.jspecify.annotations.NullMarked;
