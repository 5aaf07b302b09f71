package dev.taphouse.host.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The scripts {@code bin/tap-<id>}, one for each installed plugin. */
final class Launchers {
    private static final String TEMPLATE = "/dev/taphouse/templates/tap-launcher.sh";
    private static final String MARK = "# Written by the plugin host, and deleted with the plugin.";

    private final Path bin;

    Launchers(Path bin) {
        this.bin = bin;
    }

    /** Writes and deletes launchers. They are a convenience: where that is not possible, nothing happens. */
    void sync(Collection<String> ids) {
        if (!Files.isDirectory(bin) || !Files.isWritable(bin)) {
            return;
        }
        try {
            Map<String, String> wanted = new HashMap<>();
            for (String id : ids) {
                wanted.put("tap-" + Descriptor.key(id), script(id));
            }
            try (DirectoryStream<Path> present = Files.newDirectoryStream(bin, "tap-*")) {
                for (Path file : present) {
                    deleteUnlessWanted(file, wanted);
                }
            }
            for (Map.Entry<String, String> each : wanted.entrySet()) {
                write(bin.resolve(each.getKey()), each.getValue());
            }
        } catch (IOException e) {
            // Nothing hangs on them: every plugin runs by "host run" as well.
        }
    }

    private static void deleteUnlessWanted(Path file, Map<String, String> wanted) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!isOurs(file)) {
            wanted.remove(name);
        } else if (!wanted.containsKey(name)) {
            Files.delete(file);
        } else if (Files.readString(file).equals(wanted.get(name))) {
            wanted.remove(name);
        }
    }

    private static boolean isOurs(Path file) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).contains(MARK);
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(Path file, String script) throws IOException {
        Path next = Files.createTempFile(Folders.parent(file), ".tap-", null);
        try {
            Files.writeString(next, script);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static String script(String id) throws IOException {
        try (InputStream template = Launchers.class.getResourceAsStream(TEMPLATE)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8).replace("${id}", id);
        }
    }
}
