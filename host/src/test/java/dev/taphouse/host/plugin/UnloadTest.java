package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.plugin.isolation.ConnectorClassLoader;
import dev.taphouse.host.plugin.isolation.HostApiClassLoader;
import dev.taphouse.host.plugin.isolation.StdoutGuard;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a plugin stays in the JVM after its run. */
final class UnloadTest {
    /** Uses a driver, a thread-local, a soft cache, a shutdown of its thread, and reads a resource. */
    private static final String BODY = """
            Class.forName("demo.Demo$MyDriver");
            result = java.sql.DriverManager.getConnection("jdbc:demo:").getClass().getSimpleName().isEmpty() + "";
            LOCAL.set(new java.lang.ref.SoftReference<>(new Demo()));
            Thread thread = new Thread(() -> LOCAL.set(new java.lang.ref.SoftReference<>(new Demo())));
            thread.start();
            thread.join();
            try (java.io.InputStream in = Demo.class.getResource("/note.txt").openStream()) {
                in.read();
            }
            result = "used";
            """;

    private static final String MEMBERS =
            "static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();" + DriverText.MEMBERS;

    @TempDir
    Path folder;

    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    @BeforeAll
    static void startAsTheHostDoes() {
        PrintStream out = System.out;
        StdoutGuard.take();
        System.setOut(out);
    }

    @Test
    void aLoaderIsCollectedAfterARun() throws Exception {
        InstalledPlugin crm = Installed.in(folder, using());

        WeakReference<Object> loader = loaderAfterRun(crm);

        assertThat(isCollected(loader)).isTrue();
    }

    @Test
    void aHundredRunsLeaveNothing() throws Exception {
        InstalledPlugin crm = Installed.in(folder, using());
        List<WeakReference<Object>> loaders = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            loaders.add(loaderAfterRun(crm));
        }

        for (WeakReference<Object> loader : loaders) {
            assertThat(isCollected(loader)).isTrue();
        }
    }

    @Test
    void withoutTheSweepItWouldStay() throws Exception {
        InstalledPlugin crm = Installed.in(folder, using());
        URL jar = crm.folder().resolve("lib/main.jar").toUri().toURL();
        HostApiClassLoader api = new HostApiClassLoader(getClass().getClassLoader());
        ConnectorClassLoader loader = new ConnectorClassLoader("crm@1.0.0", List.of(jar), api);
        Class.forName("demo.Demo$MyDriver", true, loader);
        loader.close();
        WeakReference<Object> weak = new WeakReference<>(loader, gone);

        assertThat(isCollected(weak, 3)).isFalse();
        assertThat(loader.sweepDrivers()).isEqualTo(1);
        assertThat(loader.sweepDrivers()).isZero();
        loader = null;

        assertThat(isCollected(weak)).isTrue();
    }

    @Test
    void aPluginWithoutDriversDoesNotStartDriverManager() throws Exception {
        InstalledPlugin crm = Installed.in(folder, PluginZip.of("crm"));
        URL jar = crm.folder().resolve("lib/main.jar").toUri().toURL();
        try (ConnectorClassLoader loader = new ConnectorClassLoader(
                "crm@1.0.0", List.of(jar), new HostApiClassLoader(getClass().getClassLoader()))) {
            Class.forName("demo.Demo", true, loader);

            assertThat(loader.sweepDrivers()).isZero();
        }
    }

    @Test
    void noFileThreadOrDriverIsLeft() throws Exception {
        InstalledPlugin crm = Installed.in(folder, using());
        InstalledPlugin probe = Installed.in(
                folder.resolve("probe"),
                PluginZip.running("probe", "result = \"\" + java.sql.DriverManager.drivers().count();", ""));

        loaderAfterRun(crm);

        String own = folder.toRealPath().toString();
        assertThat(openFiles()).noneMatch(file -> file.startsWith(own) && file.endsWith(".jar"));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getContextClassLoader() instanceof ConnectorClassLoader)
                .isEmpty();
        assertThat(DriverManager.drivers().toList()).isEmpty();
        assertThat(Installed.run(probe)).isEqualTo("0");
    }

    @Test
    void closingTwiceIsFine() {
        LoadedPlugin plugin = LoadedPlugin.load(Installed.in(folder, PluginZip.of("crm")));
        plugin.close();
        plugin.close();

        assertThat(plugin.plugin().id()).isEqualTo("crm");
    }

    private static PluginZip using() {
        return PluginZip.running("crm", BODY, MEMBERS).inMain("note.txt", "x");
    }

    private WeakReference<Object> loaderAfterRun(InstalledPlugin installed) throws Exception {
        try (LoadedPlugin plugin = LoadedPlugin.load(installed)) {
            assertThat(Installed.result(plugin)).isEqualTo("used");
            return new WeakReference<>(
                    Objects.requireNonNull(plugin.source().getClass().getClassLoader()), gone);
        }
    }

    private boolean isCollected(WeakReference<Object> reference) throws Exception {
        return isCollected(reference, 50);
    }

    /** Collects until the reference is cleared, waiting for the collector, not for the clock. */
    private boolean isCollected(WeakReference<Object> reference, int attempts) throws Exception {
        Callable<Boolean> cleared = () -> reference.refersTo(null);
        for (int i = 0; i < attempts && !cleared.call(); i++) {
            System.gc();
            gone.remove(100);
        }
        return cleared.call();
    }

    private static List<String> openFiles() throws IOException {
        Path files = Path.of("/proc/self/fd");
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        List<String> open = new ArrayList<>();
        try (Stream<Path> all = Files.list(files)) {
            for (Path each : all.toList()) {
                if (Files.isSymbolicLink(each)) {
                    open.add(Files.readSymbolicLink(each).toString());
                }
            }
        }
        return open;
    }
}
