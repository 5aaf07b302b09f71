package dev.taphouse.host.catalog;

import dev.taphouse.api.Type;

/** Whether the values of one type can be written as another without loss. */
enum TypeFit {
    /** Every value. */
    ALWAYS,
    /** Some values; the others fail when they come. */
    MAYBE,
    /** No value. */
    NEVER;

    /** The worse of two. */
    TypeFit and(TypeFit other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** How the values of a source's type fit a type the user wants. */
    static TypeFit of(Type from, Type to) {
        if (from.equals(to) || to.kind() == Type.Kind.JSON) {
            return ALWAYS;
        }
        if (to.kind() == Type.Kind.TEXT) {
            return to.maxLength().isEmpty() ? ALWAYS : MAYBE;
        }
        return switch (from.kind()) {
            case JSON -> MAYBE;
            case TEXT -> to.kind() == Type.Kind.LIST || to.kind() == Type.Kind.OBJECT ? NEVER : MAYBE;
            case BOOL -> when(to.kind() == Type.Kind.INTEGER || to.kind() == Type.Kind.DECIMAL, ALWAYS);
            case INTEGER -> ofInteger(from, to);
            case DECIMAL, FLOAT -> ofNumber(from, to);
            case DATE -> when(isTime(to), ALWAYS);
            case TIMESTAMP, INSTANT -> isTime(to) ? ALWAYS : when(to.kind() == Type.Kind.DATE, MAYBE);
            case LIST -> ofList(from, to);
            case OBJECT -> when(to.kind() == Type.Kind.OBJECT, MAYBE);
            case BYTES, TIME, UUID -> NEVER;
        };
    }

    private static TypeFit ofInteger(Type from, Type to) {
        return switch (to.kind()) {
            case INTEGER -> to.bits() == 0 || from.bits() != 0 && from.bits() <= to.bits() ? ALWAYS : MAYBE;
            case DECIMAL -> to.precision().isEmpty() ? ALWAYS : MAYBE;
            case FLOAT, BOOL -> MAYBE;
            default -> NEVER;
        };
    }

    private static TypeFit ofNumber(Type from, Type to) {
        return switch (to.kind()) {
            case DECIMAL -> to.precision().isEmpty() ? ALWAYS : MAYBE;
            case FLOAT -> from.kind() == Type.Kind.FLOAT && from.bits() <= to.bits() ? ALWAYS : MAYBE;
            case INTEGER -> MAYBE;
            default -> NEVER;
        };
    }

    private static TypeFit ofList(Type from, Type to) {
        return to.kind() == Type.Kind.LIST
                ? of(from.element().orElseThrow(), to.element().orElseThrow())
                : NEVER;
    }

    private static boolean isTime(Type type) {
        return type.kind() == Type.Kind.INSTANT || type.kind() == Type.Kind.TIMESTAMP;
    }

    private static TypeFit when(boolean fits, TypeFit fit) {
        return fits ? fit : NEVER;
    }
}
