package dev.taphouse.host.schema;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.everit.json.schema.Schema;
import org.everit.json.schema.SchemaException;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Judges JSON documents by a Draft 4 schema. Immutable, for any thread. Loading its library takes a noticeable part of
 * a start, so make one only when there is something to judge.
 *
 * <p>References are resolved inside the schema and among the host's own schemas; nothing is ever fetched.
 */
public final class SchemaValidator {
    private static final String FOLDER = "/dev/taphouse/schemas/";
    private static final String SCOPE = "https://taphouse.dev/schemas/";

    private final Schema schema;

    private SchemaValidator(Schema schema) {
        this.schema = schema;
    }

    /**
     * A validator of a schema given as a JSON document.
     *
     * @throws IllegalArgumentException with the reason if it is not a Draft 4 schema, or refers to one elsewhere
     */
    public static SchemaValidator of(Map<String, ? extends @Nullable Object> jsonSchema) {
        try {
            return new SchemaValidator(SchemaLoader.builder()
                    .schemaJson(object(jsonSchema))
                    .schemaClient(SchemaValidator::ownSchema)
                    .resolutionScope(SCOPE)
                    .build()
                    .load()
                    .build());
        } catch (SchemaException e) {
            throw new IllegalArgumentException("not a Draft 4 schema: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("not a Draft 4 schema: " + e.getMessage(), e);
        }
    }

    /**
     * A validator of one of the host's own schemas.
     *
     * @param name such as {@code catalog}
     * @throws IllegalArgumentException if there is none of that name
     */
    public static SchemaValidator named(String name) {
        return of(document(name));
    }

    /**
     * One of the host's own schemas, as a JSON document.
     *
     * @param name such as {@code catalog}
     * @throws IllegalArgumentException if there is none of that name
     */
    @SuppressWarnings("unchecked") // every schema is an object
    public static Map<String, @Nullable Object> document(String name) {
        try (InputStream in = SchemaValidator.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no schema '" + name + "'");
            }
            return (Map<String, @Nullable Object>) Objects.requireNonNull(Json.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the document breaks the schema; empty if nowhere. */
    public List<Violation> violations(@Nullable Object document) {
        try {
            schema.validate(value(document));
            return List.of();
        } catch (ValidationException e) {
            return Violations.of(e);
        }
    }

    private static InputStream ownSchema(String url) {
        InputStream in = url.startsWith(SCOPE)
                ? SchemaValidator.class.getResourceAsStream(FOLDER + url.substring(SCOPE.length()))
                : null;
        if (in == null) {
            throw new UncheckedIOException(new IOException(
                    "refers to the schema " + url + ", which is elsewhere; put it under 'definitions'"));
        }
        return in;
    }

    private static Object value(@Nullable Object json) {
        if (json == null) {
            return JSONObject.NULL;
        }
        if (json instanceof Map<?, ?> map) {
            return object(map);
        }
        if (json instanceof Iterable<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(each -> values.add(value(each)));
            return new JSONArray(values);
        }
        if (json instanceof Long number && number == number.intValue()) {
            return number.intValue(); // the library wants its sizes so
        }
        if (json instanceof BigDecimal number && number.scale() == 0) {
            return number.toBigIntegerExact(); // an integer beyond a Long, which the library would take for a fraction
        }
        return json;
    }

    // by hand, because JSONObject(Map) drops nulls; without a size, which JSONObject(Object) would take for a bean
    private static JSONObject object(Map<?, ?> map) {
        JSONObject object = new JSONObject();
        map.forEach((key, each) -> object.put(String.valueOf(key), value(each)));
        return object;
    }
}
