package dev.taphouse.sql;

/**
 * A value does not fit the type of its column. Thrown by codecs; the reader adds table, column and row, and does what
 * the option {@code on_misfit} says. It has no stack trace: there may be one per row.
 */
public final class ValueMisfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /**
     * A misfit.
     *
     * @param what what the column holds, without the value: {@code "TEXT"}, {@code "a date without a year"}
     */
    public ValueMisfit(String what) {
        super("holds " + what, null, false, false);
        this.what = what;
    }

    /** What the column holds. */
    public String what() {
        return what;
    }
}
