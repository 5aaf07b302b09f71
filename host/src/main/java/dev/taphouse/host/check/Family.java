package dev.taphouse.host.check;

/** What a check is about. */
public enum Family {
    /** Checks 1 to 26. */
    PROCESS("A", "Process and command line"),
    /** Checks 27 to 46. */
    DISCOVERY("B", "Discovery"),
    /** Checks 47 to 65. */
    SELECTION("C", "Catalog and selection"),
    /** Checks 66 to 86. */
    MESSAGES("D", "Messages"),
    /** Checks 87 to 100. */
    VALUES("E", "Data types"),
    /** Checks 101 to 123. */
    STATE("F", "State and replication"),
    /** Checks 124 to 126. */
    LOGS("G", "Logs and metrics");

    private final String letter;
    private final String title;

    Family(String letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    /** A to G. */
    public String letter() {
        return letter;
    }

    /** The family in words. */
    public String title() {
        return title;
    }

    /** The family of a check by its number, 1 to 126. */
    static Family of(int number) {
        int[] last = {26, 46, 65, 86, 100, 123, 126};
        for (int i = 0; i < last.length; i++) {
            if (number >= 1 && number <= last[i]) {
                return values()[i];
            }
        }
        throw new IllegalArgumentException("there is no check " + number + "; they go from 1 to 126");
    }
}
