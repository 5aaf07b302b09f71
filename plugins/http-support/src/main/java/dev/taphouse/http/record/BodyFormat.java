package dev.taphouse.http.record;

import java.io.InputStream;
import java.nio.charset.Charset;

/** How the records lie in a body. Stateless: one instance reads any number of bodies, on several threads. */
public interface BodyFormat {

    /**
     * Reads a body to its end, as it comes.
     *
     * @param wanted what to note besides the records
     * @param records takes each record
     * @throws java.io.IOException when the body cannot be read, or ends in the middle
     * @throws dev.taphouse.api.SourceException of kind DATA when it is not of this format, or the records are not where
     *     they should be: names what was found, and the nearest path that would do
     */
    Body read(InputStream body, Wanted wanted, RecordConsumer records) throws Exception;

    /**
     * The same for bodies in another charset than UTF-8, as a {@code Content-Type} declares it. A byte order mark in the
     * body holds against it.
     */
    default BodyFormat in(Charset declared) {
        return this;
    }
}
