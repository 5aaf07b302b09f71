package dev.taphouse.postgresql.codec;

/**
 * The order of rows by one column: its value as a bookmark holds it, and back to the server, exactly. Immutable.
 *
 * <p>A canonical value is a Long, a BigDecimal, a Boolean or a String. In SQL the two sides are compared as
 *
 * <pre>{@code order.expression("\"updated_at\"") > ?::order.castType()}</pre>
 */
public interface PgOrder {

    /** Whether it is fit for a cursor: its values can grow with time. Else it only is part of a key. */
    boolean isCursor();

    /** The canonical value of the server's text. */
    Object canonical(byte[] text, int offset, int length);

    /**
     * The text to bind, which the server casts back to the very value.
     *
     * @param canonical may come from a state file: of JSON numbers and texts, all that mean the value are taken
     * @throws IllegalArgumentException saying what is expected, without the value, if it is none of the type
     */
    String text(Object canonical);

    /**
     * Compares as the server does by {@link #expression}.
     *
     * @throws IllegalArgumentException if one is not of the type
     */
    int compare(Object one, Object other);

    /**
     * Whether later values can follow. NaN and the infinities end an order: as a bookmark of a cursor they would hide
     * all rows to come.
     */
    boolean isFinite(Object canonical);

    /**
     * What the server orders and compares by: text by bytes, whatever the collation of its column.
     *
     * @param column the quoted name
     */
    String expression(String column);

    /** What the bound text is cast to, quoted: never of limited length or precision. */
    String castType();
}
