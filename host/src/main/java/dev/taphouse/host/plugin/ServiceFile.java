package dev.taphouse.host.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The format of {@code META-INF/services} files, as {@link java.util.ServiceLoader} has it. */
final class ServiceFile {
    /** Far more than any has; what follows is not read. */
    private static final int LONGEST = 1 << 16;

    private ServiceFile() {}

    /** The class names in the file. The stream is closed. */
    static List<String> read(InputStream in) throws IOException {
        try (in) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("#", 2)[0].strip())
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }
}
