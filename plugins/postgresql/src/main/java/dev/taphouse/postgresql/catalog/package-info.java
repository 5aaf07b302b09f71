/** What PostgreSQL's catalogue says of tables, columns, types and privileges. */
@NullMarked
package dev.taphouse.postgresql.catalog;

import org.jspecify.annotations.NullMarked;
