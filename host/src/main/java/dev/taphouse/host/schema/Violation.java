package dev.taphouse.host.schema;

import java.util.Objects;

/**
 * One place where a document breaks its schema.
 *
 * @param pointer the JSON pointer of the place; empty for the document itself
 * @param reason what is wrong, continuing a sentence that begins with the place; never holds a value of the document,
 *     which may be a secret
 */
public record Violation(String pointer, String reason) {
    public Violation {
        Objects.requireNonNull(pointer, "pointer is null");
        Objects.requireNonNull(reason, "reason is null");
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the document" : pointer) + " " + reason;
    }
}
