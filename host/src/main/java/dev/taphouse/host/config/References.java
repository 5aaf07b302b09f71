package dev.taphouse.host.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of {@code ${env:NAME}} and {@code ${file:path}} in their place, in the texts of one value of a config.
 * {@code $${env:NAME}} is the text {@code ${env:NAME}}; everything else in braces stays as it is.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$?)\\{(env|file):([^}]*)\\}");
    private static final int LARGEST = 1 << 20;

    private final Map<String, String> environment;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private boolean used;

    /**
     * The references of one value.
     *
     * @param folder that paths are relative to
     */
    References(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** Whether a text refers to something. */
    static boolean isIn(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .anyMatch(found -> found.group(1).isEmpty());
    }

    /** The value with what it refers to; what cannot be had is among {@link #problems()}. */
    @Nullable Object resolved(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(resolved(each)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), resolved(each)));
            return copy;
        }
        return value;
    }

    /** What could not be had: each the rest of a sentence that begins with the option. */
    List<String> problems() {
        return problems;
    }

    /** Whether the value referred to anything. */
    boolean used() {
        return used;
    }

    private String text(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> {
            if (!found.group(1).isEmpty()) {
                return Matcher.quoteReplacement(found.group().substring(1));
            }
            used = true;
            String name = found.group(3);
            return Matcher.quoteReplacement(found.group(2).equals("env") ? variable(name) : file(name));
        });
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            problems.add("refers to the environment variable '" + name
                    + "', which is not set; set it, or write the value in its place");
            return "";
        }
        return value;
    }

    private String file(String name) {
        try {
            return content(folder.resolve(name));
        } catch (NoSuchFileException e) {
            return unread(name, "does not exist; correct the path, which is relative to '" + folder + "'");
        } catch (AccessDeniedException e) {
            return unread(name, "may not be read; give this user the right to read it");
        } catch (CharacterCodingException e) {
            return unread(name, "is not UTF-8; save it as UTF-8");
        } catch (InvalidPathException | IOException e) {
            return unread(name, "cannot be read: " + e.getMessage() + "; check the path");
        }
    }

    private String unread(String name, String why) {
        problems.add("refers to the file '" + name + "', which " + why);
        return "";
    }

    /** The text of the file without the line break at its end, which editors and secret stores add. */
    private static String content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("it is larger than 1 MiB");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.replaceFirst("\\r?\\n\\z", "");
    }
}
