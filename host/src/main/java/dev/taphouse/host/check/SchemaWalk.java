package dev.taphouse.host.check;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through a schema and all schemas inside it. */
final class SchemaWalk {
    private SchemaWalk() {}

    /** Looks at one schema. */
    @FunctionalInterface
    interface Look {
        /** What is wrong with it; empty when nothing is. The schema is an object or, in Draft 6 and later, a Boolean. */
        Optional<String> at(String path, @Nullable Object schema);
    }

    /** The first thing that is wrong; empty when nothing is. */
    static Optional<String> first(String path, @Nullable Object schema, Look look) {
        Optional<String> here = look.at(path, schema);
        if (here.isPresent()) {
            return here;
        }
        Map<String, @Nullable Object> node = Tree.map(schema);
        for (String keyword : new String[] {"properties", "patternProperties", "definitions"}) {
            for (Map.Entry<String, @Nullable Object> each :
                    Tree.map(node.get(keyword)).entrySet()) {
                Optional<String> below = first(path + "." + each.getKey(), each.getValue(), look);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        for (String keyword : new String[] {"items", "not", "additionalProperties"}) {
            if (node.get(keyword) instanceof Map<?, ?> map) {
                Optional<String> below = first(path + "[]", map, look);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        for (String keyword : new String[] {"anyOf", "oneOf", "allOf", "items"}) {
            for (Object each : Tree.list(node.get(keyword))) {
                Optional<String> below = first(path + "/" + keyword, each, look);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }
}
