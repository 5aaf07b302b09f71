package dev.taphouse.host.cli;

/** What a tap is asked to do. */
enum Mode {
    /** Print name and version. */
    VERSION,
    /** Print what it is. */
    ABOUT,
    /** Test the connection. */
    TEST_CONNECTION,
    /** Print some rows as Mage does. */
    SAMPLE,
    /** Print the catalog. */
    DISCOVER,
    /** Print the ids of the streams. */
    DISCOVER_STREAMS,
    /** Print the numbers of rows. */
    COUNT,
    /** Print the templates. */
    TEMPLATES,
    /** Print the schemas. */
    TEST_SCHEMA,
    /** Read a row of each stream. */
    TEST,
    /** Sync. */
    SYNC;

    /** Whether stdout is lines, among which others can stand. */
    boolean printsLines() {
        return switch (this) {
            case TEST_CONNECTION, SAMPLE, TEST_SCHEMA, TEST, SYNC -> true;
            case VERSION, ABOUT, DISCOVER, DISCOVER_STREAMS, COUNT, TEMPLATES -> false;
        };
    }

    /** Whether it reads streams of the catalog. */
    boolean reads() {
        return switch (this) {
            case SAMPLE, COUNT, TEST_SCHEMA, TEST, SYNC -> true;
            case VERSION, ABOUT, TEST_CONNECTION, DISCOVER, DISCOVER_STREAMS, TEMPLATES -> false;
        };
    }

    /** Whether it starts where the state says. */
    boolean resumes() {
        return this == COUNT || this == TEST || this == SYNC;
    }
}
