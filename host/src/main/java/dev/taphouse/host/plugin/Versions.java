package dev.taphouse.host.plugin;

import java.util.regex.Pattern;
import org.pf4j.DefaultVersionManager;

/** Semantic versions and ranges of them, as PF4J judges them. */
final class Versions {
    private static final String NUMBERS = "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})";
    private static final Pattern VERSION =
            Pattern.compile(NUMBERS + "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");
    private static final Pattern RANGE = Pattern.compile(">=?\\s*" + NUMBERS + "\\s*&\\s*<=?\\s*" + NUMBERS);

    private Versions() {}

    static boolean isVersion(String text) {
        if (!VERSION.matcher(text).matches()) {
            return false;
        }
        try {
            return manager().compareVersions(text, text) == 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Whether the version is one of a build in progress, whose content may still change. */
    static boolean isPreRelease(String version) {
        return version.split("\\+", 2)[0].contains("-");
    }

    static int compare(String one, String other) {
        return manager().compareVersions(one, other);
    }

    /** The release a version leads to: {@code 0.1.0-SNAPSHOT} counts as 0.1.0, which a range would not admit else. */
    static String release(String version) {
        return version.split("[-+]", 2)[0];
    }

    /** Checks that a plugin was made for this host's API. */
    static void requireApi(Descriptor plugin, String api) throws BadPluginException {
        if (!RANGE.matcher(plugin.requires()).matches()) {
            throw new BadPluginException("plugin.requires '" + plugin.requires()
                    + "' is not a range with both ends, such as '>=0.1.0 & <1.0.0'");
        }
        if (!manager().checkVersionConstraint(api, plugin.requires())) {
            throw new BadPluginException(plugin.id() + " " + plugin.version() + " needs plugin-api "
                    + plugin.requires() + " but this host provides " + api + "; install a release of " + plugin.id()
                    + " built for " + api + ", or another host");
        }
    }

    /** Made when it is needed: listing what is installed loads no class of PF4J, not even its interface. */
    private static DefaultVersionManager manager() {
        return new DefaultVersionManager();
    }
}
