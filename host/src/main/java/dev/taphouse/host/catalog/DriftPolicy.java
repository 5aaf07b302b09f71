package dev.taphouse.host.catalog;

/** What follows when a catalog and its source no longer agree. */
public enum DriftPolicy {
    /** The source is followed: new fields are read, streams that are gone are left out. */
    EVOLVE,
    /** The catalog is followed as far as it can be: new fields are not read, a stream that is gone fails. */
    WARN,
    /** Nothing is read. */
    FAIL
}
