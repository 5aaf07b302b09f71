package dev.taphouse.postgresql.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_type}.
 *
 * @param element 0 unless it is the array type of that one
 * @param base 0 unless it is a domain
 * @param subtype 0 unless it is a range or multirange
 */
record TypeRow(
        long oid,
        String schema,
        String name,
        char kind,
        long element,
        Use base,
        boolean notNull,
        @Nullable String collation,
        long subtype,
        List<String> labels) {}
