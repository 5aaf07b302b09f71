package dev.taphouse.http.description;

import dev.taphouse.http.record.Body;
import dev.taphouse.http.record.BodyFormat;
import dev.taphouse.http.record.JsonBody;
import dev.taphouse.http.record.RecordConsumer;
import dev.taphouse.http.record.Wanted;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A JSON document that is a list of records, or else one record. */
final class TopLevelBody implements BodyFormat {
    private static final int MOST_SPACE = 8192;
    private static final BodyFormat LIST = JsonBody.at("[*]");
    private static final BodyFormat ONE = JsonBody.at("");

    @Override
    public Body read(InputStream body, Wanted wanted, RecordConsumer records) throws Exception {
        BufferedInputStream buffered = new BufferedInputStream(body, MOST_SPACE);
        return (first(buffered) == '{' ? ONE : LIST).read(buffered, wanted, records);
    }

    /** The first character that is no white space. */
    private static int first(BufferedInputStream body) throws IOException {
        body.mark(MOST_SPACE);
        int first = body.read();
        for (int i = 1; i < MOST_SPACE && (first <= ' ' || first >= 0xBB) && first >= 0; i++) {
            first = body.read(); // a byte order mark is gone over too
        }
        body.reset();
        return first;
    }
}
