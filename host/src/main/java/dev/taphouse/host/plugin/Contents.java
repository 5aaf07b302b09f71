package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The list of files in a plugin's folder with their digests, in the format of {@code sha256sum}. It is written beside
 * them when they are expanded; the registry keeps its own digest.
 */
final class Contents {
    static final String FILE = "SHA256SUMS";

    private static final String SEPARATOR = "  ";

    private Contents() {}

    /**
     * Writes the list.
     *
     * @return the digest of the list
     */
    static String write(Path folder, SortedMap<String, String> digests) throws IOException {
        StringBuilder text = new StringBuilder();
        digests.forEach((file, digest) ->
                text.append(digest).append(SEPARATOR).append(file).append('\n'));
        Path list = folder.resolve(FILE);
        Files.writeString(list, text);
        Folders.force(list);
        return Digests.sha256(list);
    }

    /**
     * Compares a folder with its list.
     *
     * @param expected the digest of the list
     * @return one line for each difference
     */
    static List<String> differences(Path folder, String expected) throws IOException {
        Path list = folder.resolve(FILE);
        if (!Files.isRegularFile(list) || !Digests.sha256(list).equals(expected)) {
            return List.of(FILE + ", the list of its files, was changed or deleted");
        }
        SortedMap<String, String> missing = new TreeMap<>(read(list));
        List<String> differences = new ArrayList<>();
        for (String file : files(folder)) {
            String digest = missing.remove(file);
            if (digest == null) {
                differences.add(file + " was added");
            } else if (!digest.equals(Digests.sha256(folder.resolve(file)))) {
                differences.add(file + " was changed");
            }
        }
        missing.keySet().forEach(file -> differences.add(file + " is missing"));
        return differences;
    }

    private static SortedMap<String, String> read(Path list) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] parts = line.split(SEPARATOR, 2);
            digests.put(parts[1], parts[0]);
        }
        return digests;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .filter(file -> !file.equals(FILE))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
