package dev.taphouse.host.config;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The settings of a pipeline's block as Mage writes them: YAML (or JSON, which is YAML) with {@code config} and {@code
 * catalog}, the latter also below {@code data_integration}. Immutable.
 */
public final class SettingsFile {
    private static final int LARGEST = 256 << 20;
    private static final int DEEPEST = 1000;

    private final Map<String, @Nullable Object> document;
    private final Path file;

    private SettingsFile(Map<String, @Nullable Object> document, Path file) {
        this.document = document;
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws Failure INPUT, one line that names the file, the reason and the fix, and quotes nothing of the file
     */
    public static SettingsFile read(Path file) {
        String text = new String(JsonFile.readText(file, "settings"), StandardCharsets.UTF_8);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .setCodePointLimit(LARGEST)
                .build();
        try {
            Object document = exact(file, new Load(settings).loadFromString(text), 0);
            return new SettingsFile(object(document).orElseThrow(() -> notAnObject(file, "it")), file);
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            throw failure(file, "is not YAML" + where + "; correct it there");
        } catch (YamlEngineException e) {
            throw failure(file, "is not YAML that can be read; write it as plain keys, lists and values");
        }
    }

    /** The config; empty without one. */
    public Optional<ConfigLayer> layer() {
        return part(document, "config").map(values -> ConfigLayer.values(values, file));
    }

    /** The catalog; empty without one. */
    public Optional<Map<String, @Nullable Object>> catalog() {
        return part(document, "catalog")
                .or(() -> part(document, "data_integration").flatMap(inner -> part(inner, "catalog")));
    }

    /** The name of the file. */
    @Override
    public String toString() {
        return file.toString();
    }

    private Optional<Map<String, @Nullable Object>> part(Map<String, @Nullable Object> parent, String name) {
        Object value = parent.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(object(value).orElseThrow(() -> notAnObject(file, "'" + name + "' in it")));
    }

    private static Failure notAnObject(Path file, String what) {
        return failure(file, "cannot be used: " + what + " is not a mapping; write 'config:' and keys below it");
    }

    private static Failure failure(Path file, String reason) {
        return new Failure(ExitCode.INPUT, "settings file '" + file + "' " + reason);
    }

    private static Optional<Map<String, @Nullable Object>> object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, each) -> copy.put(String.valueOf(key), each));
        return Optional.of(copy);
    }

    /** The values as JSON has them here. */
    private static @Nullable Object exact(Path file, @Nullable Object value, int depth) {
        if (depth > DEEPEST) { // an anchor may hold itself
            throw failure(file, "is nested too deeply; write it without anchors that hold themselves");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), exact(file, each, depth + 1)));
            return copy;
        }
        if (value instanceof Iterable<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(exact(file, each, depth + 1)));
            return copy;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Double number) {
            return number.isNaN() || number.isInfinite()
                    ? (Object) number.toString()
                    : new BigDecimal(number.toString());
        }
        return value == null || value instanceof Long || value instanceof Boolean ? value : String.valueOf(value);
    }
}
