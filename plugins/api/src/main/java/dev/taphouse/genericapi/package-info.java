/** The connector for any API: its streams are described in the config. */
@NullMarked
package dev.taphouse.genericapi;

import org.jspecify.annotations.NullMarked;
