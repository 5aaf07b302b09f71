/**
 * What a connector is tested with: fakes of what the host implements, and one driver.
 *
 * <pre>{@code
 * try (Drive drive = Drive.open(new SqliteSource(), Map.of("database", file.toString()))) {
 *     drive.check();
 *     CapturedRead read = drive.read("orders", Position.START);
 *     assertThat(read.stream("orders").rows()).hasSize(3);
 * }
 * }</pre>
 *
 * The fakes are strict where a host is: misuse of a writer, values that do not fit their field and positions that are
 * not exact are refused. They are for one thread, except where a host allows more.
 */
@NullMarked
package dev.taphouse.testkit;

import org.jspecify.annotations.NullMarked;
