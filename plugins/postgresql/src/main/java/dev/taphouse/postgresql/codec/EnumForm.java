package dev.taphouse.postgresql.codec;

import java.util.List;

/** The labels of an enum, in its order. */
final class EnumForm extends OrderForm {
    private final List<String> labels;

    EnumForm(List<String> labels) {
        this.labels = labels;
    }

    /** A label that was added since the catalogue was read is the server's to know. */
    @Override
    Object canonical(byte[] text, int offset, int length) {
        return string(text, offset, length);
    }

    @Override
    Object checked(Object value) {
        String label = string(value, "a label of the enum");
        if (!labels.contains(label)) {
            throw expected("one of the labels " + String.join(", ", labels));
        }
        return label;
    }

    @Override
    int compare(Object one, Object other) {
        return Integer.compare(labels.indexOf((String) one), labels.indexOf((String) other));
    }
}
