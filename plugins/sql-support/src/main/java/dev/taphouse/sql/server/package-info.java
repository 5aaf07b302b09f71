/** How to reach a database server: its options, TLS, and a tunnel through SSH. */
@NullMarked
package dev.taphouse.sql.server;

import org.jspecify.annotations.NullMarked;
