/** How rows leave a PostgreSQL server: by COPY, page after page, from one snapshot, below a cap. */
@NullMarked
package dev.taphouse.postgresql.read;

import org.jspecify.annotations.NullMarked;
