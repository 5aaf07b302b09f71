package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store, some of which are killed. {@code -Dkills=N} and {@code -Dseed=N} are understood. */
final class StoreProcessesTest {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir
    Path folder;

    private final List<Process> running = new ArrayList<>();
    private int started;

    @Test
    void killedProcessesLeaveAWholeStore() throws Exception {
        System.out.println("StoreProcessesTest: -Dseed=" + SEED + " -Dkills=" + KILLS);
        Random random = new Random(SEED);
        Path zips = zips(2);
        Home home = new Home(folder.resolve("home"));
        PluginStore store = new PluginStore(home, "0.1.0");
        int checked = 0;
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                while (running.size() < 3) {
                    running.add(churn(home, zips, random.nextLong(), 0));
                }
                Process victim = running.remove(0);
                assertThat(victim.inputReader().readLine()).isEqualTo("ready");
                assertThat(victim.waitFor(100 + random.nextInt(400), TimeUnit.MILLISECONDS))
                        .withFailMessage(() -> "it ended by itself: " + errors())
                        .isFalse();
                victim.destroyForcibly().waitFor();

                assertRegistryIsWhole(home);
                Churn.checkReferenced(home);
                checked += Churn.checkAll(store);
            }
        } finally {
            for (Process each : running) {
                each.destroyForcibly().waitFor();
            }
        }
        assertThat(checked).isPositive();
        assertThat(errors()).isEmpty();

        makeOld(home.staging());
        store.install(zips.resolve("crm-1.0.0.zip"));
        assertThat(home.staging()).isEmptyDirectory();
        assertThat(store.verify("crm")).isEmpty();
        assertThat(Installed.run(store.find("crm"))).isEqualTo("nothing");
    }

    @Test
    void processesThatInstallAtOnceLoseNoUpdate() throws Exception {
        Home home = new Home(folder.resolve("home"));
        List<Process> installers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path zip = PluginZip.of("p" + i).write(folder);
            installers.add(child(Installing.class, home.folder(), zip));
        }

        for (Process each : installers) {
            assertThat(each.waitFor()).withFailMessage(this::errors).isZero();
        }

        assertThat(new PluginStore(home, "0.1.0").refresh())
                .extracting(PluginEntry::id)
                .containsExactly("p0", "p1", "p2", "p3");
    }

    /** Installs one zip. */
    static final class Installing {
        public static void main(String[] arguments) {
            new PluginStore(new Home(Path.of(arguments[0])), "0.1.0").install(Path.of(arguments[1]));
        }
    }

    @Test
    void processesThatStartAtOnceSeeEveryDroppedZipWhole() throws Exception {
        Home home = new Home(folder.resolve("home"));
        for (int i = 0; i < 8; i++) {
            PluginZip.of("p" + i).entry("README.md", "# p\n".repeat(100_000)).write(home.plugins());
        }
        List<Process> starters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starters.add(child(Starting.class, home.folder()));
        }

        for (Process each : starters) {
            assertThat(each.inputReader().readLine())
                    .withFailMessage(this::errors)
                    .isEqualTo("8 whole");
            assertThat(each.waitFor()).isZero();
        }
    }

    /** Lists and checks all plugins. */
    static final class Starting {
        public static void main(String[] arguments) throws IOException {
            PluginStore store = new PluginStore(new Home(Path.of(arguments[0])), "0.1.0");
            System.out.println(Churn.checkAll(store) + " whole");
        }
    }

    @Test
    void aVersionThatAnotherProcessRunsIsKeptUntilItEnds() throws Exception {
        Home home = new Home(folder.resolve("home"));
        PluginStore store = new PluginStore(home, "0.1.0");
        InstalledPlugin old = store.install(PluginZip.of("crm").write(folder));
        Process runner = child(Running.class, home.folder());
        assertThat(runner.inputReader().readLine())
                .withFailMessage(this::errors)
                .isEqualTo("loaded");

        store.install(PluginZip.of("crm").version("1.1.0").write(folder));
        assertThat(old.folder()).isDirectory();
        assertThat(store.find("crm").version()).isEqualTo("1.1.0");
        runner.outputWriter().append("run\n").flush();
        assertThat(runner.inputReader().readLine())
                .withFailMessage(this::errors)
                .isEqualTo("1.0.0 nothing");
        assertThat(runner.waitFor()).isZero();

        store.uninstall("crm");
        assertThat(old.folder()).doesNotExist();
    }

    /** Loads a plugin and runs it when told to. */
    static final class Running {
        public static void main(String[] arguments) throws Exception {
            InstalledPlugin crm = new PluginStore(new Home(Path.of(arguments[0])), "0.1.0").find("crm");
            try (LoadedPlugin plugin = LoadedPlugin.load(crm)) {
                System.out.println("loaded");
                System.in.read();
                System.out.println(crm.version() + " " + Installed.result(plugin));
            }
        }
    }

    private Path zips(int versions) {
        Path zips = folder.resolve("zips");
        for (String id : List.of("crm", "shop")) {
            for (int i = 0; i < versions; i++) {
                PluginZip.of(id)
                        .version("1." + i + ".0")
                        .entry("README.md", ("# " + id + "\n").repeat(50_000))
                        .write(zips);
            }
        }
        return zips;
    }

    private Process churn(Home home, Path zips, long seed, int steps) throws IOException {
        return child(Churn.class, home.folder(), zips, seed, steps);
    }

    private Process child(Class<?> main, Object... arguments) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs/" + started++));
        return new ChildJvm(logs).piped(main, arguments);
    }

    private String errors() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.walk(folder.resolve("logs"))) {
            for (Path log : logs.filter(file -> file.endsWith("err")).toList()) {
                Files.readString(log)
                        .lines()
                        .filter(line -> !line.startsWith("SLF4J"))
                        .forEach(line -> all.append(line).append('\n'));
            }
        } catch (IOException e) {
            all.append(e);
        }
        return all.toString();
    }

    private static void assertRegistryIsWhole(Home home) throws IOException {
        if (Files.exists(home.registry())) {
            assertThat(new RegistryFile(home.registry()).read()).isPresent();
        }
    }

    private static void makeOld(Path staging) throws IOException {
        try (Stream<Path> folders = Files.list(staging)) {
            for (Path each : folders.toList()) {
                Files.setLastModifiedTime(each, FileTime.from(Instant.now().minusSeconds(7200)));
            }
        }
    }
}
