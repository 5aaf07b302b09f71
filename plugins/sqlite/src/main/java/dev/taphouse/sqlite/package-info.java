/** The connector for SQLite database files. */
@NullMarked
package dev.taphouse.sqlite;

import org.jspecify.annotations.NullMarked;
