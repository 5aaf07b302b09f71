package dev.taphouse.postgresql.codec;

import java.nio.charset.StandardCharsets;

/** The canonical values of one kind of type: how they are read, checked, bound and compared. Stateless. */
abstract class OrderForm {

    /** The canonical value of the server's text. */
    Object canonical(byte[] text, int offset, int length) {
        return checked(string(text, offset, length));
    }

    /**
     * The canonical form of a value that may come from a state file.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    abstract Object checked(Object value);

    /** What is bound, of a canonical value. */
    String text(Object canonical) {
        return canonical.toString();
    }

    /** Compares two canonical values as the server does. */
    abstract int compare(Object one, Object other);

    /** Whether greater values can follow. */
    boolean isFinite(Object canonical) {
        return true;
    }

    /** Whether the order depends on a collation. */
    boolean isCollated() {
        return false;
    }

    static String string(byte[] text, int offset, int length) {
        return new String(text, offset, length, StandardCharsets.UTF_8);
    }

    /** The value as text. */
    static String string(Object value, String expected) {
        if (value instanceof String text) {
            return text;
        }
        throw expected(expected);
    }

    static IllegalArgumentException expected(String what) {
        return new IllegalArgumentException(what + " is expected");
    }
}
