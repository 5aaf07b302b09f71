/**
 * The Source SPI: all that a connector compiles against, and the whole seam between a connector and the host.
 *
 * <p>A connector implements {@link dev.taphouse.api.Source} and {@link dev.taphouse.api.SourceSession} (or hands out a
 * {@link dev.taphouse.api.SimpleSession}). The host implements {@link dev.taphouse.api.SourceContext}, {@link
 * dev.taphouse.api.RecordSink} and {@link dev.taphouse.api.RowWriter}; connectors never do. All other types are
 * immutable values. Nothing is null unless it is marked {@code @Nullable}; a null argument is a {@link
 * NullPointerException}.
 *
 * <p>The rules that bind both sides are in {@code docs/spi.md}.
 */
@NullMarked
package dev.taphouse.api;

import org.jspecify.annotations.NullMarked;
