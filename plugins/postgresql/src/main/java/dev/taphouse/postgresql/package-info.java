/** The connector for PostgreSQL databases. */
@NullMarked
package dev.taphouse.postgresql;

import org.jspecify.annotations.NullMarked;
