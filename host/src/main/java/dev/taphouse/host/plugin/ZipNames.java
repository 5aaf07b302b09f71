package dev.taphouse.host.plugin;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Decides which names a plugin's zip may hold. Sees the names of one zip, one after the other. */
final class ZipNames {
    private static final Set<String> FOLDERS = Set.of("lib", "schemas", "templates", "licenses");
    private static final Set<String> FILES = Set.of("plugin.properties", "LICENSE", "NOTICE", "README.md");
    private static final int DEEPEST = 16;
    private static final int LONGEST = 512;

    private final Set<String> names = new HashSet<>();
    private final Set<String> folders = new HashSet<>();

    /** Checks the next name; folders end with a slash. */
    void add(String name) throws BadPluginException {
        boolean folder = name.endsWith("/");
        String path = folder ? name.substring(0, name.length() - 1) : name;
        String[] segments = path.split("/", -1);
        if (path.length() > LONGEST || segments.length > DEEPEST) {
            throw new BadPluginException("its entry '" + shown(name) + "' is too long or too deep");
        }
        for (String segment : segments) {
            checkSegment(name, segment);
        }
        boolean file = segments.length == 1 && !folder;
        boolean known = file ? FILES.contains(path) : FOLDERS.contains(segments[0]);
        if (!known) {
            throw new BadPluginException("its entry '" + shown(name) + "' does not belong there; at the top may be "
                    + "plugin.properties, lib/, schemas/, templates/, README.md, LICENSE, NOTICE and licenses/");
        }
        checkDuplicate(name, path, folder);
    }

    private static void checkSegment(String name, String segment) throws BadPluginException {
        boolean unsafe = segment.isEmpty()
                || segment.equals(".")
                || segment.equals("..")
                || segment.endsWith(".")
                || segment.endsWith(" ")
                || segment.chars().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c));
        if (unsafe) {
            throw new BadPluginException(
                    "its entry '" + shown(name) + "' has an unsafe name that could leave its folder");
        }
    }

    /** Some file systems do not tell upper from lower case, or one form of an accent from another. */
    private void checkDuplicate(String name, String path, boolean folder) throws BadPluginException {
        String folded = Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        boolean clash = !names.add(folded) || (!folder && folders.contains(folded));
        if (folder) {
            folders.add(folded);
        }
        for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
            String parent = folded.substring(0, slash);
            clash |= folders.add(parent) && names.contains(parent);
        }
        if (clash) {
            throw new BadPluginException("it has two entries for '" + shown(name) + "'");
        }
    }

    /** A name as it can be printed on one line. */
    static String shown(String name) {
        String safe = name.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > 80 ? safe.substring(0, 80) + "..." : safe;
    }
}
