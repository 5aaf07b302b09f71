/** Class loaders and threads that keep a plugin to itself. */
@NullMarked
package dev.taphouse.host.plugin.isolation;

import org.jspecify.annotations.NullMarked;
