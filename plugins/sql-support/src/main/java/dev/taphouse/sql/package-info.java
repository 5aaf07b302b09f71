/** The base of database connectors. */
@NullMarked
package dev.taphouse.sql;

import org.jspecify.annotations.NullMarked;
