package dev.taphouse.http.client;

import java.io.IOException;

/** A body that is not read on, since it is not what a body should be: asking again would bring the same. */
final class BodyRefused extends IOException {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    /**
     * A body.
     *
     * @param remedy a sentence for the user; may be empty
     */
    BodyRefused(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
