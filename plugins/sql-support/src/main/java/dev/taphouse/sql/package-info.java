/**
 * The base of database connectors. A dialect extends {@link dev.taphouse.sql.SqlSource} and inherits the test of the
 * connection, discovery, FULL_TABLE and INCREMENTAL, count, positions and cancelling.
 *
 * <p><b>Writing a dialect</b>. A database with a JDBC driver that keeps to the standard takes two methods, {@code
 * connectionOptions} and {@code buildConnection}: 15 lines without imports.
 *
 * <pre>{@code
 * public final class H2Source extends SqlSource {
 *     static final Option<String> URL = Option.text("url", "JDBC URL");
 *
 *     protected List<Option<?>> connectionOptions() {
 *         return List.of(URL);
 *     }
 *
 *     protected ConnectionSpec buildConnection(SourceContext context) {
 *         return ConnectionSpec.of(new org.h2.Driver(), context.get(URL));
 *     }
 * }
 * }</pre>
 *
 * Where that is not enough it overrides, one by one:
 *
 * <ul>
 *   <li>{@code columnTypeMapping}: a {@link dev.taphouse.sql.ColumnCodec} per column, the pair of the field's type and
 *       the code that copies a value; {@link dev.taphouse.sql.KeyCodec}s say that rows can be ordered by it. A value
 *       that does not fit is a {@link dev.taphouse.sql.ValueMisfit}.
 *   <li>{@code dialect}: a {@link dev.taphouse.sql.Dialect} with quoting, LIMIT, what errors mean, a {@link
 *       dev.taphouse.sql.Catalog} that reads tables in a fixed number of queries; and, where the database has them, a
 *       faster way for {@link dev.taphouse.sql.Rows}, shared {@link dev.taphouse.sql.Snapshots}, {@link
 *       dev.taphouse.sql.Pages} and a {@link dev.taphouse.sql.Cap}.
 * </ul>
 *
 * SQLite, whose values have types of their own, is the full example: {@code SqliteSource} has 50 lines, its dialect 70,
 * the catalog 200, types, codecs, keys and times 470 together.
 *
 * <p><b>How it reads</b>. One transaction per read, ended early only where a target blocks it too long. INCREMENTAL goes in
 * the order of cursor and primary key, from the bookmark on by bound parameters; there is no OFFSET. FULL_TABLE goes by
 * pages where the database has them, else by the primary key up to the greatest one at the begin of the pass. Positions:
 *
 * <ul>
 *   <li>INCREMENTAL: {@code {replication_key, replication_key_value, key: {pk…}}}. Rows equal to the bookmark's
 *       cursor are read again, in the next pass as after a kill: one that is committed meanwhile may have that cursor
 *       and any key. Only where the cursor is the whole primary key does a read go on after it; not without {@code key}
 *       (another tap's bookmark, a start date), whose row may not have been read.
 *   <li>INCREMENTAL, while rows whose cursor is NULL are read: {@code {replication_key, last_pk_fetched: {pk…}}}. They
 *       come first in an initial pass, once; NULL is never a bookmark, and later passes leave such rows out.
 *   <li>FULL_TABLE by pages, and the first pass of INCREMENTAL: {@code pages}, as {@code PageMark} has it.
 *   <li>FULL_TABLE by key: {@code {last_pk_fetched: {pk…}, max_pk_values: {pk…}}}; none without a primary key, or where a row
 *       has NULL in it.
 * </ul>
 */
@NullMarked
package dev.taphouse.sql;

import org.jspecify.annotations.NullMarked;
