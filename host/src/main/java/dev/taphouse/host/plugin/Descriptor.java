package dev.taphouse.host.plugin;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What {@code plugin.properties} says.
 *
 * @param id lower-case words joined by {@code -} or {@code _}
 * @param version a semantic version
 * @param description one line, may be empty
 * @param requires the range of plugin-api versions, with both ends
 * @param provider who made it, may be empty
 * @param license its licence, may be empty
 */
record Descriptor(String id, String version, String description, String requires, String provider, String license) {
    static final String FILE = "plugin.properties";

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*([-_][a-z0-9]+)*");
    private static final int LONGEST = 100;

    /** Reads and checks the descriptor in an expanded plugin's folder. */
    static Descriptor read(Path folder) throws IOException, BadPluginException {
        Properties properties = properties(folder.resolve(FILE));
        Descriptor descriptor = new Descriptor(
                required(properties, "plugin.id"),
                required(properties, "plugin.version"),
                optional(properties, "plugin.description"),
                required(properties, "plugin.requires"),
                optional(properties, "plugin.provider"),
                optional(properties, "plugin.license"));
        if (!ID.matcher(descriptor.id).matches() || descriptor.id.length() > LONGEST) {
            throw new BadPluginException("plugin.id '" + descriptor.id
                    + "' is not made of lower-case words and digits joined by - or _, such as 'crm-eu'");
        }
        if (!Versions.isVersion(descriptor.version) || descriptor.version.length() > LONGEST) {
            throw new BadPluginException(
                    "plugin.version '" + descriptor.version + "' is not a semantic version such as 1.2.3");
        }
        if (!optional(properties, "plugin.dependencies").isEmpty()) {
            throw new BadPluginException("plugin.dependencies is set, but a plugin cannot use another one;"
                    + " bundle shared code in lib/ and remove the key");
        }
        return descriptor;
    }

    /** The id as launchers have it, by which ids are unique. */
    static String key(String id) {
        return id.replace('_', '-');
    }

    String key() {
        return key(id);
    }

    private static Properties properties(Path file) throws IOException, BadPluginException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new BadPluginException("it has no " + FILE + " at its top; it is not a plugin of this host", e);
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw new BadPluginException(FILE + " is not a properties file in UTF-8: " + e.getMessage(), e);
        }
        return properties;
    }

    private static String required(Properties properties, String key) throws BadPluginException {
        String value = optional(properties, key);
        if (value.isEmpty()) {
            throw new BadPluginException(key + " is missing in " + FILE);
        }
        return value;
    }

    private static String optional(Properties properties, String key) {
        return properties.getProperty(key, "").strip();
    }
}
