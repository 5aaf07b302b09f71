/** JSON documents as plain maps and lists, read and written exactly. */
@NullMarked
package dev.taphouse.host.json;

import org.jspecify.annotations.NullMarked;
