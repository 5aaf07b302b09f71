package dev.taphouse.host.log;

import dev.taphouse.host.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The log of this process, on stderr: lines such as {@code INFO message}, UTF-8, each entry in one write. For any
 * thread. It is static because the logging interfaces of libraries are.
 *
 * <p>Secrets are masked in every line. A message of several lines has the level before each of them. Lines of INFO name
 * no exception class, which pipelines take for an error. Once {@link #json} was called each entry is a JSON object.
 */
public final class Log {
    private static final String HOST = "taphouse";

    private static volatile PrintStream out = System.err;
    private static volatile Severity level = Severity.INFO;
    private static volatile Severity libraries = Severity.WARNING;
    private static volatile boolean traces;
    private static volatile Masker masker = Masker.none();
    private static volatile @Nullable String jsonApp;
    private static final ThreadLocal<String> STREAM = ThreadLocal.withInitial(() -> "");

    private Log() {}

    /** Where lines go from now on; at first to {@link System#err}. Never closed. */
    public static void to(PrintStream stream) {
        out = Objects.requireNonNull(stream, "stream is null");
    }

    /** The least grave lines to be written; INFO at first. With DEBUG, stack traces are written too. */
    public static void level(Severity least) {
        level = Objects.requireNonNull(least, "least is null");
    }

    /** The least grave lines to be written of those that come from libraries; WARNING at first. */
    public static void libraries(Severity least) {
        libraries = Objects.requireNonNull(least, "least is null");
    }

    /** Whether stack traces are written although the level is not DEBUG. */
    public static void traces(boolean on) {
        traces = on;
    }

    /**
     * Writes each entry as a JSON object from now on.
     *
     * @param app which tap this is
     */
    public static void json(String app) {
        jsonApp = Objects.requireNonNull(app, "app is null");
    }

    /**
     * Says which stream all that this thread writes is about.
     *
     * @param stream empty for none
     */
    public static void about(String stream) {
        STREAM.set(Objects.requireNonNull(stream, "stream is null"));
    }

    /** A line of INFO with a metric, in the form of singer-python; as JSON, in that of the Meltano SDK. */
    public static void metric(Map<String, ?> metric) {
        if (isOn(Severity.INFO)) {
            String app = jsonApp;
            emit(
                    app == null
                            ? LogLines.of(Severity.INFO, "METRIC: " + masker.mask(Json.text(metric)))
                            : LogJson.of(Severity.INFO, HOST + ".metrics", app, STREAM.get(), "METRIC", metric));
        }
    }

    /** Masks these secrets too, from now on. Empty and blank ones are ignored. */
    public static synchronized void mask(Collection<String> secrets) {
        masker = masker.with(secrets);
    }

    /** The text with {@code ***} in place of the secrets, for what is shown elsewhere than in the log. */
    public static String masked(String text) {
        return masker.mask(text);
    }

    /** Whether lines of that level are written. */
    public static boolean isOn(Severity asked) {
        return asked.compareTo(level) >= 0;
    }

    /** A line for those who look for a bug. */
    public static void debug(String message) {
        write(Severity.DEBUG, message, null);
    }

    /** A line about what goes on. */
    public static void info(String message) {
        write(Severity.INFO, message, null);
    }

    /** A line about something to look at. */
    public static void warn(String message) {
        write(Severity.WARNING, message, null);
    }

    /** A line about a failure. */
    public static void error(String message) {
        write(Severity.ERROR, message, null);
    }

    /** A line about a failure, with the cause's stack trace where these are wanted. */
    public static void error(String message, Throwable cause) {
        write(Severity.ERROR, message, cause);
    }

    /** A line about a bug, always with the stack trace. */
    public static void bug(String message, Throwable cause) {
        write(Severity.ERROR, message + "\n" + LogLines.trace(cause), null);
    }

    /** A line about what ends the run. */
    public static void critical(String message) {
        write(Severity.CRITICAL, message, null);
    }

    /** A line about what ends the run, with the cause's stack trace where these are wanted. */
    public static void critical(String message, Throwable cause) {
        write(Severity.CRITICAL, message, cause);
    }

    /**
     * A logger for a connector; its lines begin with the tag.
     *
     * @param tag such as {@code sqlite} or {@code sqlite, stream orders, lane 2}
     */
    public static System.Logger logger(String tag) {
        return new TaggedLogger(tag);
    }

    /**
     * Sends here what libraries write with java.util.logging, and nowhere else. To be called before that is used: it is
     * set up when it is, since to do so takes its time, and most connectors use none.
     */
    public static void captureJul() {
        System.setProperty("java.util.logging.config.class", JulConfiguration.class.getName());
    }

    static boolean isOnForLibraries(Severity asked) {
        return asked.compareTo(libraries) >= 0 && isOn(asked);
    }

    /** Writes an entry of a library or connector, whose message may say nothing about the cause. */
    static void writeNamed(Severity of, String name, @Nullable String message, @Nullable Throwable cause) {
        String text = cause == null || hasTraces() ? String.valueOf(message) : message + " (" + cause + ")";
        write(of, name, jsonApp == null ? name + ": " + text : text, cause);
    }

    private static void write(Severity of, String message, @Nullable Throwable cause) {
        write(of, HOST, message, cause);
    }

    private static void write(Severity of, String logger, String message, @Nullable Throwable cause) {
        if (!isOn(of)) {
            return;
        }
        String plain = of == Severity.INFO ? ClassNames.without(message) : message;
        String text = masker.mask(cause != null && hasTraces() ? plain + "\n" + LogLines.trace(cause) : plain);
        String app = jsonApp;
        emit(app == null ? LogLines.of(of, text) : LogJson.of(of, logger, app, STREAM.get(), text, null));
    }

    private static void emit(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        PrintStream stream = out;
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }

    private static boolean hasTraces() {
        return traces || level == Severity.DEBUG;
    }

    /** As at the start of the process, for tests. */
    static synchronized void reset() {
        out = System.err;
        level = Severity.INFO;
        libraries = Severity.WARNING;
        traces = false;
        masker = Masker.none();
        jsonApp = null;
        STREAM.remove();
    }
}
