package dev.taphouse.postgresql.codec;

/** What a type of PostgreSQL may become: the words of {@code types.tsv}. */
enum Becomes {
    BOOL,
    INT16,
    INT32,
    INT64,
    OID,
    XID,
    XID8,
    FLOAT32,
    FLOAT64,
    NUMERIC,
    MONEY,
    TEXT,
    LIMITED,
    PADDED,
    CITEXT,
    CHAR,
    PLAIN,
    BITS,
    MAC,
    LSN,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    INSTANT,
    UUID,
    JSON,
    HSTORE;

    /** Whether it is known by its name alone, in whichever schema the extension was put. */
    boolean isExtension() {
        return this == HSTORE || this == CITEXT;
    }
}
