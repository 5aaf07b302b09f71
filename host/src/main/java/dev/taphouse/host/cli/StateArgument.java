package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.state.StateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A state named on the command line.
 *
 * @param name a file, or {@code -} for stdin
 */
record StateArgument(String name) {
    private static final String STDIN = "-";
    private static final int LARGEST = 256 << 20;

    boolean isStdin() {
        return name.equals(STDIN);
    }

    Map<String, @Nullable Object> read() {
        return isStdin() ? file().read(bytes(System.in)) : file().read();
    }

    /** Writes the state back to where it was read from; one of stdin goes to stdout. */
    void write(Map<String, @Nullable Object> document, Terminal terminal) {
        if (isStdin()) {
            terminal.json(document);
        } else {
            file().write(document);
        }
    }

    private StateFile file() {
        return new StateFile(Path.of(name), Log::info);
    }

    private static byte[] bytes(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Failure(ExitCode.INPUT, "the state on stdin is larger than 256 MiB; check what is piped in");
            }
            return bytes;
        } catch (IOException e) {
            throw new Failure(ExitCode.INPUT, "the state on stdin cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
