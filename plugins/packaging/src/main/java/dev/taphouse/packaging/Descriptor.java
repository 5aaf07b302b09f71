package dev.taphouse.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What {@code plugin.properties} says about a connector.
 *
 * @param id the name it is run by, the artifactId
 * @param version a semantic version
 * @param description one line for lists; empty is reported by {@link #problems()}
 * @param provider who publishes it
 * @param license the name of its licence; empty when none is declared
 * @param requires the range of API versions
 */
record Descriptor(String id, String version, String description, String provider, String license, String requires) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*([-_][a-z0-9]+)*");
    private static final Pattern SEMANTIC_VERSION =
            Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    Descriptor {
        description = description.strip().replaceAll("\\s+", " ");
    }

    /** What a host would refuse, one sentence each; empty when all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!ID.matcher(id).matches()) {
            problems.add("artifactId '" + id + "' is the connector's id and becomes a folder: use lower case letters"
                    + " and digits, parts separated by '-' or '_', such as 'my-crm'");
        }
        if (!SEMANTIC_VERSION.matcher(version).matches()) {
            problems.add("version '" + version + "' is not a semantic version: use three numbers, such as 1.0.0");
        }
        if (description.isEmpty()) {
            problems.add("the pom has no <description>: say in one line what is copied, 'host list' shows it");
        }
        return problems;
    }

    /** The file's content: no date and a fixed order, so that equal builds make equal bytes. */
    byte[] bytes() {
        String text = line("plugin.id", id)
                + line("plugin.version", version)
                + line("plugin.description", description)
                + line("plugin.provider", provider)
                + (license.isEmpty() ? "" : line("plugin.license", license))
                + line("plugin.requires", requires);
        return text.getBytes(ISO_8859_1);
    }

    /** One line, escaped by {@link Properties} itself, without the date comment it puts above. */
    private static String line(String key, String value) {
        Properties single = new Properties();
        single.setProperty(key, value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            single.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(ISO_8859_1)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .findFirst()
                        .orElseThrow() + "\n";
    }
}
