package dev.taphouse.postgresql.catalog;

/**
 * The queries of a discovery: six, whatever the database holds. Each asks for what may be read by oid, since names mean
 * nothing where another session renames.
 */
final class CatalogQueries {
    /**
     * The relations a stream may be. Parameters: whether partitions are listed in place of partitioned tables, twice;
     * patterns of schemas as LIKE has them, an array, twice.
     */
    static final String RELATIONS = """
            SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.reltuples,
                   obj_description(c.oid, 'pg_class') AS comment,
                   has_schema_privilege(n.oid, 'USAGE') AS may_use,
                   has_table_privilege(c.oid, 'SELECT') AS may_select,
                   c.relrowsecurity AND row_security_active(c.oid) AS filtered,
                   ARRAY(SELECT i.inhrelid::bigint FROM pg_inherits i WHERE i.inhparent = c.oid) AS children,
                   ARRAY(SELECT i.inhparent::regclass::text FROM pg_inherits i
                         WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS parents,
                   current_user AS reader, current_database() AS database,
                   current_setting('server_encoding') = 'SQL_ASCII' AS any_bytes
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp\\_%'
              AND (NOT c.relispartition OR ?)
              AND NOT (c.relkind = 'p' AND ?)
              AND (cardinality(?::text[]) = 0 OR n.nspname LIKE ANY (?::text[]))
              AND NOT EXISTS (SELECT FROM pg_depend d
                              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
            """;

    /** The columns of relations. Parameter: an array of their oids. */
    static final String COLUMNS = """
            SELECT r.oid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attndims,
                   format_type(a.atttypid, a.atttypmod) AS printed, a.attnotnull, a.attidentity, a.attgenerated,
                   d.description, COLLATION_OF(a.attcollation) AS collation,
                   r.may_select OR has_column_privilege(r.oid, a.attnum, 'SELECT') AS may_read
            FROM (SELECT given.oid, has_table_privilege(given.oid, 'SELECT') AS may_select
                  FROM unnest(?::oid[]) AS given (oid)) r
            JOIN pg_attribute a ON a.attrelid = r.oid
            LEFT JOIN pg_description d
              ON d.objoid = a.attrelid AND d.objsubid = a.attnum AND d.classoid = 'pg_class'::regclass
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attrelid, a.attnum
            """.replace("COLLATION_OF(a.attcollation)", collation());

    /** The primary and the unique keys that hold for every row. Parameter: an array of oids of relations. */
    static final String KEYS = """
            SELECT i.indrelid, i.indisprimary, i.indkey::text AS columns, i.indnkeyatts
            FROM pg_index i
            JOIN pg_class x ON x.oid = i.indexrelid
            WHERE i.indrelid = ANY (?::oid[]) AND i.indisunique AND i.indisvalid
              AND i.indpred IS NULL AND i.indexprs IS NULL
            ORDER BY i.indrelid, x.relname COLLATE "C"
            """;

    /**
     * The rows that relations have with those that inherit from them, as far as ANALYZE looked. Parameter: an array of
     * oids.
     */
    static final String ESTIMATES = """
            WITH RECURSIVE below (root, oid) AS (
                SELECT given.oid, given.oid FROM unnest(?::oid[]) AS given (oid)
                UNION
                SELECT b.root, i.inhrelid FROM below b JOIN pg_inherits i ON i.inhparent = b.oid
            )
            SELECT b.root, CASE WHEN bool_or(c.reltuples >= 0) THEN sum(greatest(c.reltuples, 0)) ELSE -1 END AS rows
            FROM below b
            JOIN pg_class c ON c.oid = b.oid AND c.relkind <> 'p'
            GROUP BY b.root
            """;

    /** The schemas, and how much of each may be read. Parameter: patterns as LIKE has them, an array, twice. */
    static final String SCHEMAS = """
            SELECT n.nspname, has_schema_privilege(n.oid, 'USAGE') AS may_use, count(c.oid) AS tables,
                   count(c.oid) FILTER (WHERE has_table_privilege(c.oid, 'SELECT')
                                           OR has_any_column_privilege(c.oid, 'SELECT')) AS selectable,
                   current_user AS reader
            FROM pg_namespace n
            LEFT JOIN pg_class c
              ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp\\_%'
              AND (cardinality(?::text[]) = 0 OR n.nspname LIKE ANY (?::text[]))
            GROUP BY n.oid, n.nspname
            ORDER BY n.nspname
            """;

    /** Types and all they are made of. Parameter: an array of oids. */
    static final String TYPES = """
            WITH RECURSIVE used (oid) AS (
                SELECT unnest(?::oid[])
                UNION
                SELECT part.oid
                FROM used u
                JOIN pg_type t ON t.oid = u.oid
                CROSS JOIN LATERAL (
                    SELECT t.typelem WHERE t.typelem <> 0
                    UNION ALL SELECT t.typbasetype WHERE t.typbasetype <> 0
                    UNION ALL SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid MULTIRANGE
                    UNION ALL SELECT a.atttypid FROM pg_attribute a
                              WHERE a.attrelid = t.typrelid AND t.typtype = 'c'
                                AND a.attnum > 0 AND NOT a.attisdropped) part (oid)
            )
            SELECT t.oid, n.nspname, t.typname, t.typtype, e.oid AS element, t.typbasetype, t.typtypmod, t.typndims,
                   t.typnotnull, COLLATION_OF AS collation, format_type(t.oid, NULL) AS printed,
                   format_type(t.typbasetype, t.typtypmod) AS base_printed,
                   (SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid MULTIRANGE) AS subtype,
                   ARRAY(SELECT m.enumlabel FROM pg_enum m WHERE m.enumtypid = t.oid ORDER BY m.enumsortorder) AS labels
            FROM used u
            JOIN pg_type t ON t.oid = u.oid
            JOIN pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
            LEFT JOIN pg_collation l ON l.oid = t.typcollation
            """.replace("COLLATION_OF", collation());

    /** The attributes of composite types. Parameter: an array of oids of types. */
    static final String ATTRIBUTES = """
            SELECT t.oid, a.attname, a.atttypid, a.atttypmod, a.attndims,
                   format_type(a.atttypid, a.atttypmod) AS printed, COLLATION_OF AS collation
            FROM pg_type t
            JOIN pg_attribute a ON a.attrelid = t.typrelid
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE t.oid = ANY (?::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY t.oid, a.attnum
            """.replace("COLLATION_OF", collation());

    private CatalogQueries() {}

    /** {@link #TYPES}, for a server of this major version: multiranges came with 14. */
    static String types(int major) {
        return TYPES.replace("MULTIRANGE", major >= 14 ? "OR r.rngmultitypid = t.oid" : "");
    }

    /**
     * What a collation sorts by, where it is the C library's or PostgreSQL's own: its locale, so that C is known by
     * whatever name. The columns that hold it are not the same in every version.
     */
    private static String collation() {
        return """
                (CASE l.collprovider
                 WHEN 'd' THEN (SELECT CASE b ->> 'datlocprovider'
                                       WHEN 'i' THEN 'icu'
                                       WHEN 'b' THEN b ->> 'datlocale'
                                       ELSE b ->> 'datcollate' END
                                FROM (SELECT to_jsonb(s) FROM pg_database s WHERE s.datname = current_database()) j (b))
                 WHEN 'c' THEN l.collcollate
                 WHEN 'b' THEN to_jsonb(l) ->> 'colllocale'
                 ELSE l.collname END)""".strip();
    }
}
