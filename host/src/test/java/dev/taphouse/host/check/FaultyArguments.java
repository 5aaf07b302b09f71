package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of the tap with faults. */
final class FaultyArguments {
    private static final Map<String, String> SHORT =
            Map.of("-c", "--config", "-s", "--state", "-p", "--properties", "-d", "--discover");
    private static final Set<String> FILES = Set.of("--config", "--state", "--catalog", "--properties", "--format");

    private final Map<String, List<String>> given = new LinkedHashMap<>();

    FaultyArguments(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String[] parts = arguments.get(i).split("=", 2);
            String name = FaultyTap.has("no-short-options") ? parts[0] : SHORT.getOrDefault(parts[0], parts[0]);
            boolean known = FILES.contains(name)
                    || Set.of("--discover", "--version", "--about", "--test").contains(name);
            if (!known && !FaultyTap.has("ignores-unknown-option")) {
                throw new Refused(2, "unknown option " + name + "; usage: faulty --config FILE");
            }
            String value = parts.length > 1 ? parts[1] : FILES.contains(name) ? arguments.get(++i) : "";
            given.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
        }
    }

    boolean has(String option) {
        return given.containsKey(option);
    }

    String value(String option) {
        List<String> values = given.getOrDefault(option, List.of());
        return values.isEmpty() ? "" : values.get(values.size() - 1);
    }

    Map<String, @Nullable Object> config() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (String each : given.getOrDefault("--config", List.of())) {
            if (each.equals("ENV") && !FaultyTap.has("no-env")) {
                for (String name : List.of("token", "rows")) {
                    String value = System.getenv("FAULTY_" + name.toUpperCase(Locale.ROOT));
                    all.put(name, name.equals("rows") && value != null ? (Object) Long.valueOf(value) : value);
                }
            } else {
                all.putAll(read(each));
            }
        }
        return all;
    }

    @Nullable Map<String, @Nullable Object> document(String option) {
        return has(option) ? read(value(option)) : null;
    }

    @Nullable Map<String, @Nullable Object> catalog() {
        Map<String, @Nullable Object> catalog = document("--catalog");
        return catalog == null && !FaultyTap.has("ignores-properties") ? document("--properties") : catalog;
    }

    @SuppressWarnings("unchecked") // host.json makes no other maps
    private static Map<String, @Nullable Object> read(String file) {
        String name = FaultyTap.has("error-without-file") ? "the config" : file;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return (Map<String, @Nullable Object>) Objects.requireNonNull(Json.read(in));
        } catch (IOException | ClassCastException e) {
            throw new Refused(FaultyTap.has("no-exit-code") ? 0 : 3, name + " cannot be read: " + e.getMessage());
        }
    }

    /** The tap ends. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }

        String message() {
            return String.valueOf(getMessage());
        }
    }
}
