package dev.taphouse.packaging;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of the plugin API that a connector runs with, as {@code plugin.requires} has it. */
final class ApiRange {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(-SNAPSHOT)?");

    private ApiRange() {}

    /**
     * From the version compiled against up to the next major one.
     *
     * @param version the API version compiled against, as {@code major.minor.patch}; {@code -SNAPSHOT} is ignored
     * @return the range, such as {@code >=1.2.0 & <2.0.0}
     * @throws IllegalArgumentException when the version has another form
     */
    static String from(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "property taphouse.api.version is '" + version + "'; it has to be like 1.2.0");
        }
        int next = Integer.parseInt(parts.group(1)) + 1;
        return ">=" + parts.group(1) + "." + parts.group(2) + "." + parts.group(3) + " & <" + next + ".0.0";
    }
}
