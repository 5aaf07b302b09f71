package dev.taphouse.postgresql.codec;

/** Booleans, false first. */
final class BoolForm extends OrderForm {

    @Override
    Object checked(Object value) {
        return switch (value.toString()) {
            case "true", "t" -> true;
            case "false", "f" -> false;
            default -> throw expected("true or false");
        };
    }

    @Override
    int compare(Object one, Object other) {
        return Boolean.compare((Boolean) one, (Boolean) other);
    }
}
