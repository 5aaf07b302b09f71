package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A tap of two streams, run as a process of its own. It keeps all rules but those that its first argument names. */
final class FaultyTap {
    private static final Set<String> KNOWN = Set.of("token", "rows", "more", "fail", "unreadable", "start_date");
    private static final Set<String> FAULTS = new TreeSet<>();
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static volatile boolean stopped;

    private FaultyTap() {}

    static boolean has(String fault) {
        return FAULTS.contains(fault);
    }

    static boolean isStopped() {
        return stopped;
    }

    public static void main(String[] args) throws InterruptedException {
        FAULTS.addAll(List.of(args[0].split(",")));
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                if (has("dies-on-sigterm")) {
                    unfinished("{\"type\":\"REC");
                    Runtime.getRuntime().halt(143);
                }
                stopped = true;
                main.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        int code;
        try {
            code = run(new FaultyArguments(List.of(args).subList(1, args.length)));
        } catch (FaultyArguments.Refused e) {
            log(has("no-critical") ? "ERROR" : "CRITICAL", e.message());
            code = e.code();
        }
        if (!stopped) {
            int last = code;
            // the hook waits for this thread
            Thread exit = new Thread(() -> Runtime.getRuntime().halt(last));
            exit.start();
            exit.join();
        }
    }

    private static int run(FaultyArguments arguments) {
        if (arguments.has("--version") && !has("no-version")) {
            text("faulty 1.0");
            return 0;
        }
        if (arguments.has("--about")) {
            text(has("about-not-json") ? "faulty" : Json.text(about()));
            return 0;
        }
        Map<String, @Nullable Object> config = arguments.config();
        check(config);
        if (has("banner")) {
            text("Loading driver 1.0 ...");
        }
        if (has("logs-secret")) {
            log("INFO", "connecting with " + config.get("token"));
        }
        if (has("writes-cwd")) {
            write(Path.of("faulty.log").toAbsolutePath());
        }
        boolean discovers = arguments.has("--discover")
                && !(has("discover-syncs-with-state") && arguments.document("--state") != null);
        if (discovers) {
            text(Json.text(FaultyCatalog.discovered(config)));
            return 0;
        }
        return new FaultySync(config, arguments).run();
    }

    private static Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", "faulty");
        about.put("description", "A tap with faults");
        about.put("version", "1.0");
        about.put(
                "capabilities",
                List.of("catalog", "discover", "state", "properties", "about", "test", "structured-logging"));
        about.put(
                "settings",
                Map.of(
                        "required", List.of("token", "rows"),
                        "properties",
                                Map.of(
                                        "token", Map.of("type", "string", "secret", true),
                                        "start_date", Map.of("type", "string", "format", "date-time"))));
        return about;
    }

    private static void check(Map<String, @Nullable Object> config) {
        List<String> problems = new ArrayList<>();
        for (String name : List.of("token", "rows")) {
            if (config.get(name) == null && (problems.isEmpty() || !has("first-problem-only"))) {
                problems.add("'" + name + "' is missing");
            }
        }
        if (!problems.isEmpty()) {
            throw new FaultyArguments.Refused(3, String.join("; ", problems));
        }
        if ("wrong".equals(config.get("token")) && !has("empty-catalog")) {
            throw new FaultyArguments.Refused(4, "the token is not accepted");
        }
        for (String name : config.keySet()) {
            if (!KNOWN.contains(name) && has("rejects-unknown-key")) {
                throw new FaultyArguments.Refused(3, "'" + name + "' is not known");
            }
        }
    }

    static void log(String level, String text) {
        boolean structured = System.getenv("SINGER_SDK_LOG_CONFIG") != null && !has("text-logs");
        System.err.println(structured ? Json.text(entry(level, text)) : level + " " + text);
    }

    private static Map<String, Object> entry(String level, String text) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("level", level);
        entry.put("pid", ProcessHandle.current().pid());
        for (String key : List.of("logger_name", "thread_name", "app_name", "stream_name")) {
            entry.put(key, "faulty");
        }
        entry.put("ts", 1.5);
        entry.put("message", text);
        return entry;
    }

    static void text(String line) {
        Charset charset = has("latin1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        try {
            OUT.write((line + "\n").getBytes(charset));
        } catch (IOException e) {
            if (!has("ignores-epipe")) {
                Runtime.getRuntime().halt(1);
            }
        }
    }

    static void unfinished(String line) {
        try {
            OUT.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
