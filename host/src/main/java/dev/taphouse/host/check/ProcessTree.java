package dev.taphouse.host.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A process and all that it started, so that none is left behind. Children that gave themselves another parent are known
 * by a variable of their environment, where the system shows it.
 */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");

    private final ProcessHandle root;
    private final String mark;
    private final Map<Long, ProcessHandle> seen = new LinkedHashMap<>();

    /** @param mark {@code name=value} as it is in the environment of the process */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = mark;
    }

    /** Remembers the children that are there now. */
    void look() {
        root.descendants().forEach(child -> seen.put(child.pid(), child));
    }

    /** Kills everything. */
    void kill() {
        look();
        root.destroyForcibly();
        killRest();
    }

    /** Kills what the process left behind. */
    void killRest() {
        seen.values().forEach(ProcessHandle::destroyForcibly);
        if (Files.isDirectory(PROC)) {
            ProcessHandle.allProcesses()
                    .filter(each -> each.pid() != root.pid() && isMarked(each.pid()))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** The memory that it takes, with its children, in bytes; empty where the system does not show it. */
    Optional<Long> memory() {
        look();
        long sum = resident(root.pid());
        for (ProcessHandle child : seen.values()) {
            sum += child.isAlive() ? resident(child.pid()) : 0;
        }
        return sum == 0 ? Optional.empty() : Optional.of(sum);
    }

    private static long resident(long pid) {
        try {
            for (String line : Files.readAllLines(PROC.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            // it has ended, or there is no such folder
        }
        return 0;
    }

    private boolean isMarked(long pid) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(pid + "/environ"));
            return ("\0" + new String(environment, StandardCharsets.ISO_8859_1)).contains("\0" + mark + "\0");
        } catch (IOException e) {
            return false;
        }
    }
}
