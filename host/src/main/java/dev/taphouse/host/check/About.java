package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a tap says about itself by {@code --about --format json}. */
final class About {
    private About() {}

    static Run run(Subject tap) {
        return tap.run(Request.bare("--about", "--format", "json"));
    }

    /** The document; empty when the tap does not print one. */
    static Optional<Map<String, @Nullable Object>> of(Subject tap) {
        Run run = run(tap);
        if (!run.isComplete()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.object(String.join("\n", run.stdout())));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<String> name(Subject tap) {
        return of(tap).map(about -> Tree.text(about.get("name"))).filter(name -> !name.isEmpty());
    }

    /** The names of the settings that must be given. */
    static List<String> required(Subject tap) {
        return of(tap).map(about -> Tree.texts(Tree.at(about, "settings", "required")))
                .orElse(List.of());
    }

    private static Map<String, @Nullable Object> settings(Subject tap) {
        return of(tap).map(about -> Tree.map(Tree.at(about, "settings", "properties")))
                .orElseGet(Map::of);
    }

    /** The values in the config that must not be seen, long enough to be told from other text. */
    static List<String> secrets(Subject tap) {
        Set<String> names = new LinkedHashSet<>(tap.setup().secrets());
        settings(tap).forEach((name, schema) -> {
            if (isSecret(Tree.map(schema))) {
                names.add(name);
            }
        });
        List<String> values = new ArrayList<>();
        for (String name : names) {
            String value = Tree.text(tap.setup().config().get(name));
            if (value.length() > 3) {
                values.add(value);
            }
        }
        return values;
    }

    private static boolean isSecret(Map<String, @Nullable Object> schema) {
        return Boolean.TRUE.equals(schema.get("secret"))
                || Boolean.TRUE.equals(schema.get("writeOnly"))
                || Boolean.TRUE.equals(schema.get("x-secret"))
                || "password".equals(schema.get("format"));
    }
}
