package dev.taphouse.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * What the jars of a connector may hold. Judged by content and not by coordinates, so that a shaded copy is found too.
 */
final class LibraryRules {

    private static final String SERVICE = "META-INF/services/dev.taphouse.api.Source";

    /** Start of an entry's name, and whose it is. A connector gets these from the host, or not at all. */
    private static final Map<String, String> HOSTS = new LinkedHashMap<>();

    static {
        HOSTS.put("dev/taphouse/api/", "the plugin API");
        HOSTS.put("org/slf4j/", "slf4j");
        HOSTS.put("META-INF/services/org.slf4j.spi.SLF4JServiceProvider", "an slf4j provider");
        HOSTS.put("ch/qos/logback/", "logback");
        HOSTS.put("org/pf4j/", "PF4J");
    }

    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> jarOfProvider = new LinkedHashMap<>();
    private final TreeSet<String> classes = new TreeSet<>();

    private LibraryRules() {}

    /**
     * Looks into each jar.
     *
     * @param libraries the connector's own jar and its runtime dependencies
     * @return one sentence for each problem, which says how to comply; empty when all is well
     * @throws IOException when a jar cannot be read
     */
    static List<String> problems(List<Library> libraries) throws IOException {
        LibraryRules rules = new LibraryRules();
        for (Library library : libraries) {
            rules.look(library);
        }
        rules.judgeProviders();
        return rules.problems;
    }

    private void look(Library library) throws IOException {
        try (JarFile jar = new JarFile(library.jar().toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            classes.addAll(names);
            refuseWhatIsTheHosts(library, names);
            ZipEntry service = jar.getEntry(SERVICE);
            if (service != null) {
                String text = new String(jar.getInputStream(service).readAllBytes(), UTF_8);
                addProviders(library, text);
            }
        }
    }

    private void refuseWhatIsTheHosts(Library library, List<String> names) {
        TreeSet<String> found = new TreeSet<>();
        HOSTS.forEach((start, what) -> {
            if (names.stream().anyMatch(name -> name.startsWith(start) && !name.endsWith("/"))) {
                found.add(what);
            }
        });
        if (!found.isEmpty()) {
            problems.add("lib/" + library.name() + " holds " + String.join(" and ", found)
                    + ", which only the host may bring (it came with " + library.origin()
                    + "): give that dependency the scope 'provided', or exclude it");
        }
    }

    private void addProviders(Library library, String serviceFile) {
        serviceFile
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .forEach(provider -> jarOfProvider.merge(
                        provider,
                        library.name(),
                        (first, second) -> first.equals(second) ? first : first + " and " + second));
    }

    private void judgeProviders() {
        if (jarOfProvider.isEmpty()) {
            problems.add("no Source is declared: make src/main/resources/" + SERVICE
                    + " with the full name of your class that implements dev.taphouse.api.Source");
        }
        if (jarOfProvider.size() > 1) {
            List<String> all = new ArrayList<>();
            jarOfProvider.forEach((provider, jar) -> all.add(provider + " in lib/" + jar));
            problems.add("a connector has one Source, this one has " + all.size() + ": " + String.join(", ", all)
                    + "; keep one line in " + SERVICE + ", or exclude the dependency that brings the other");
        }
        for (String provider : jarOfProvider.keySet()) {
            if (!classes.contains(provider.replace('.', '/') + ".class")) {
                problems.add(SERVICE + " names " + provider + ", which is in no jar of the connector:"
                        + " correct the name (an inner class is written Outer$Inner)");
            }
        }
    }
}
