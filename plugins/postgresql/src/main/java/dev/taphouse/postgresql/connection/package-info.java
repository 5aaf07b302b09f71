/** How the driver of PostgreSQL reaches a server: properties, TLS, tunnel. */
@NullMarked
package dev.taphouse.postgresql.connection;

import org.jspecify.annotations.NullMarked;
