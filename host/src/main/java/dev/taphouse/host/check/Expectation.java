package dev.taphouse.host.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that must come.
 *
 * @param stream whose
 * @param property of which property
 * @param schema of the property, as SCHEMA has it
 * @param value as it must come
 * @param message the RECORD that was found for it; null when none was
 */
record Expectation(
        String stream,
        String property,
        Map<String, @Nullable Object> schema,
        @Nullable Object value,
        @Nullable Message message) {

    /** All that the fixture knows. A row is found by its key, or by its place in the stream when it has none. */
    static List<Expectation> of(Subject tap) {
        Messages messages = tap.complete(tap.everything());
        List<Expectation> all = new ArrayList<>();
        tap.fixture().expected().forEach((stream, rows) -> {
            Message schema = messages.schemaByStream().get(stream);
            if (schema == null) {
                throw Unusable.fail("there is no SCHEMA of '" + stream + "'");
            }
            List<String> keys = Tree.texts(schema.body().get("key_properties"));
            Map<List<@Nullable Object>, Message> found = new HashMap<>();
            List<Message> records = messages.records(stream);
            records.forEach(record -> found.put(key(record.record(), keys), record));
            for (int i = 0; i < rows.size(); i++) {
                Map<String, @Nullable Object> row = rows.get(i);
                Message byPlace = i < records.size() ? records.get(i) : null;
                Message record = keys.isEmpty() ? byPlace : found.get(key(row, keys));
                row.forEach((property, value) -> all.add(new Expectation(
                        stream, property, Tree.map(Tree.at(schema.schema(), "properties", property)), value, record)));
            }
        });
        return all;
    }

    /** What came instead; empty when it came as it must. */
    Optional<Verdict> wrong() {
        if (message == null) {
            return Optional.of(Verdict.fail("a row of '" + stream + "' does not come"));
        }
        if (!message.record().containsKey(property)) {
            return Optional.of(Verdict.fail("'" + property + "' is missing", message));
        }
        Object came = message.record().get(property);
        return same(value, came)
                ? Optional.empty()
                : Optional.of(Verdict.fail("'" + property + "' should be " + value + ", but is " + came, message));
    }

    /** Whether numbers have the same value and the rest is equal; a number is never like a text. */
    private static boolean same(@Nullable Object expected, @Nullable Object came) {
        if (expected instanceof Number && came instanceof Number) {
            return Cursors.compare(expected, came) == 0;
        }
        if (expected instanceof List<?> left && came instanceof List<?> right) {
            for (int i = 0; i < left.size(); i++) {
                if (i >= right.size() || !same(left.get(i), right.get(i))) {
                    return false;
                }
            }
            return left.size() == right.size();
        }
        if (expected instanceof Map<?, ?> left && came instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(name -> same(left.get(name), right.get(name)));
        }
        return expected == null ? came == null : expected.equals(came);
    }

    private static List<@Nullable Object> key(Map<String, @Nullable Object> row, List<String> keys) {
        List<@Nullable Object> key = new ArrayList<>();
        keys.forEach(name -> {
            Object value = row.get(name);
            key.add(value instanceof Number ? new BigDecimal(value.toString()).stripTrailingZeros() : value);
        });
        return key;
    }
}
