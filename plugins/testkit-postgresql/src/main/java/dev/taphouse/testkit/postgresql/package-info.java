/**
 * Real PostgreSQL servers for tests.
 *
 * <pre>{@code
 * try (PostgresDatabase database = PostgresServer.shared(18).newDatabase()) {
 *     database.execute("CREATE TABLE orders (id int PRIMARY KEY)");
 * }
 * }</pre>
 */
@NullMarked
package dev.taphouse.testkit.postgresql;

import org.jspecify.annotations.NullMarked;
