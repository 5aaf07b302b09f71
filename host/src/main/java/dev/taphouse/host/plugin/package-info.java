/** Plugins on disk: zips checked and expanded into the store, and loaded from there. */
@NullMarked
package dev.taphouse.host.plugin;

import org.jspecify.annotations.NullMarked;
