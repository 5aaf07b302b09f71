package dev.taphouse.host.cli;

/** The forms in which a plugin is described. */
enum AboutFormat {
    /** For people. */
    text,
    /** For programs, as the Meltano SDK has it. */
    json,
    /** For documentation. */
    markdown,
    /** An entry for {@code meltano.yml}. */
    meltano
}
