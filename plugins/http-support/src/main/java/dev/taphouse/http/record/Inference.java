package dev.taphouse.http.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import java.io.IOException;
import java.util.List;

/**
 * The fields of a stream as a sample of its records shows them, in the order in which they were seen first. For one
 * thread.
 *
 * <p>The rule, for fields and for values inside objects and lists alike:
 *
 * <ul>
 *   <li>whole numbers are INTEGER; with a fraction or an exponent in any of them DECIMAL
 *   <li>texts that are all dates like {@code 2026-01-31} are DATE; that are all points in time like {@code
 *       2026-01-31T10:00:00Z}, with an offset and no finer than microseconds, INSTANT; all others TEXT
 *   <li>true and false are BOOL
 *   <li>objects have the fields of all of them; lists the type that fits all elements of all of them
 *   <li>nothing but null, elements of lists that are all empty, kinds mixed otherwise, and what is nested deeper than 20
 *       is JSON: any value
 *   <li>an object without fields, or with more than 200, as a map by id has, is any object
 *   <li>every field may be null or missing: a sample cannot tell that it never is
 * </ul>
 */
public final class Inference {
    private static final JsonFactory JSON = new JsonFactory();

    private final int most;
    private final Shape shape = new Shape();
    private int count;

    /**
     * An empty sample.
     *
     * @param most how many records to look at
     */
    public Inference(int most) {
        this.most = most;
    }

    /** Whether further records are not looked at. */
    public boolean isFull() {
        return count >= most;
    }

    /** How many records were looked at. */
    public int count() {
        return count;
    }

    /**
     * Looks at a record, unless there were enough.
     *
     * @throws SourceException of kind DATA when it is not JSON
     */
    public void add(JsonRecord record) {
        if (isFull()) {
            return;
        }
        count++;
        try (JsonParser parser = JSON.createParser(record.bytes(), record.offset(), record.length())) {
            parser.nextToken();
            shape.add(parser, 0);
        } catch (IOException e) {
            String near = Json.excerpt(record.bytes(), record.offset(), record.offset() + record.length());
            throw new SourceException(
                    SourceException.Kind.DATA,
                    "record " + count + " of the sample is not JSON, near '" + near + "'",
                    e);
        }
    }

    /** The fields; none without records. */
    public List<Field> fields() {
        return shape.fields();
    }
}
