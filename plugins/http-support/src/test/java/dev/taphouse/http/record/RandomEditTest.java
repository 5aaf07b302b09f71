package dev.taphouse.http.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random edits of random records do what the same edits do to a tree. {@code -Drecords=N}, {@code -Dseed=N}. */
class RandomEditTest {
    private static final long SEED = Long.getLong("seed", 20260131L);
    private static final int RECORDS = Integer.getInteger("records", 3000);
    private static final List<String> NAMES = List.of("id", "name", "next", "meta", "items", "customer", "id2", "x\"y");

    private final JsonFactory jackson = new JsonFactory();
    private final Random random = new Random(SEED);

    @Test
    void whatComesOutIsWhatComesOfATree() throws IOException {
        int changed = 0;
        for (int i = 0; i < RECORDS; i++) {
            String text = new RandomJson(random).page(random.nextInt(4));
            JsonRecord record = RecordEditTest.slice(text.strip());
            List<String> removed = names();
            List<String> anywhere = names();
            List<String> added = names();
            boolean collects = random.nextBoolean();
            RecordEdit edit = collects ? RecordEdit.NONE.collect("n", "all") : RecordEdit.NONE;
            for (String name : removed) {
                edit = edit.remove("data[*]." + name);
            }
            for (String name : anywhere) {
                edit = edit.remove("**." + name);
            }
            RecordEditor editor = edit.editor();
            added.forEach(name -> editor.add(name, "[1]"));
            JsonRecord edited = editor.edit(record);
            String found = new String(edited.bytes(), edited.offset(), edited.length(), UTF_8);
            Map<String, @Nullable Object> tree = object(tree(text));
            change(tree, removed, anywhere, added, collects);
            changed += edited == record ? 0 : 1;
            Map<String, @Nullable Object> result = object(tree(found));
            assertThat(all(result)).as("seed %d: %s to %s", SEED, text, found).isEqualTo(all(tree));
            result.remove("all");
            tree.remove("all");
            assertThat(result).as("seed %d: %s to %s", SEED, text, found).isEqualTo(tree);
        }
        assertThat(changed).isGreaterThan(RECORDS / 2);
    }

    private List<String> names() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> NAMES.get(random.nextInt(NAMES.size())))
                .distinct()
                .toList();
    }

    private static void change(
            Map<String, @Nullable Object> tree,
            List<String> removed,
            List<String> anywhere,
            List<String> added,
            boolean collects) {
        Map<String, @Nullable Object> collected = new LinkedHashMap<>();
        if (collects) {
            tree.forEach((name, value) -> {
                if (name.startsWith("n")) {
                    collected.put(name, value);
                }
            });
            tree.keySet().removeAll(collected.keySet());
        }
        added.forEach(tree::remove);
        for (Object element : list(tree.get("data"))) {
            object(element).keySet().removeAll(removed);
        }
        removeAnywhere(tree, anywhere);
        if (!collected.isEmpty()) {
            tree.put("all", collected);
        }
        added.forEach(name -> tree.put(name, List.of("1")));
    }

    private static void removeAnywhere(@Nullable Object tree, List<String> names) {
        if (tree instanceof Map) {
            object(tree).keySet().removeAll(names);
            object(tree).values().forEach(value -> removeAnywhere(value, names));
        } else if (tree instanceof List<?> list) {
            list.forEach(element -> removeAnywhere(element, names));
        }
    }

    /** What was collected, as a tree. */
    private @Nullable Object all(Map<String, @Nullable Object> tree) throws IOException {
        Object all = tree.get("all");
        return all instanceof String text ? tree(text.substring(1)) : all;
    }

    private @Nullable Object tree(String text) throws IOException {
        try (JsonParser parser = jackson.createParser(text)) {
            parser.nextToken();
            return tree(parser);
        }
    }

    /** Strings begin with a quote, so that they differ from numbers. */
    private static @Nullable Object tree(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, tree(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(tree(parser));
                }
                return list;
            }
            case VALUE_NULL -> {
                return null;
            }
            case VALUE_STRING -> {
                return "\"" + parser.getText();
            }
            default -> {
                return parser.getText();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object tree) {
        return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(tree);
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(@Nullable Object tree) {
        return (List<@Nullable Object>) java.util.Objects.requireNonNull(tree);
    }
}
