package dev.taphouse.host.plugin;

import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A process that installs, drops, removes, lists and runs plugins at random until it is killed. Ends with an error as
 * soon as it sees half a plugin.
 */
final class Churn {
    /** What another process may do to this one, rightly. */
    private static final List<String> EXPECTED = List.of("there is no plugin ", " was replaced or removed ");

    private final Home home;
    private final PluginStore store;
    private final List<Path> zips;
    private final Random random;

    private Churn(Path home, Path zips, long seed) throws IOException {
        this.home = new Home(home);
        this.store = new PluginStore(this.home, "0.1.0");
        this.random = new Random(seed);
        try (Stream<Path> files = Files.list(zips)) {
            this.zips = files.sorted().toList();
        }
    }

    /** Arguments: home, folder of zips, seed, how many steps (0: until killed). */
    public static void main(String[] arguments) throws Exception {
        Churn churn = new Churn(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2]));
        System.out.println("ready");
        long steps = Long.parseLong(arguments[3]);
        for (long i = 0; steps == 0 || i < steps; i++) {
            churn.step();
        }
    }

    private void step() throws Exception {
        Path zip = zips.get(random.nextInt(zips.size()));
        try {
            switch (random.nextInt(6)) {
                case 0, 1 -> store.install(zip);
                case 2 -> store.uninstall(idOf(zip));
                case 3 -> drop(zip);
                case 4 -> {
                    checkAll(store);
                    run(store.find(idOf(zip)));
                }
                default -> checkReferenced(home);
            }
        } catch (Failure e) {
            if (EXPECTED.stream().noneMatch(e.text()::contains)
                    && !e.text().contains("not a whole zip file")
                    && !e.text().contains("cannot be read or expanded")) {
                throw e;
            }
        }
    }

    private static String idOf(Path zip) {
        return zip.getFileName().toString().replaceFirst("-.*", "");
    }

    /** As users do, without any lock and in several writes. */
    private void drop(Path zip) throws IOException {
        try {
            Files.createDirectories(home.plugins());
            Files.copy(
                    zip, home.plugins().resolve("dropped-" + zip.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Two drop the same file at once.
        }
    }

    private static void run(InstalledPlugin plugin) throws Exception {
        String result = Installed.run(plugin);
        if (!result.equals("nothing")) {
            throw new IllegalStateException("ran " + result);
        }
    }

    /** Checks, as a reader without a lock, that what the registry names is there, before anything mends it. */
    static void checkReferenced(Home home) throws IOException {
        List<Path> missing = missing(home);
        // A folder may go between the look at the registry and the look at the store, but not stay referenced.
        for (int look = 0; look < 20 && !missing.isEmpty(); look++) {
            List<Path> again = missing(home);
            missing = missing.stream().filter(again::contains).toList();
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("referenced but missing: " + missing);
        }
    }

    private static List<Path> missing(Home home) throws IOException {
        return new RegistryFile(home.registry())
                .read().stream()
                        .flatMap(registry -> registry.records().stream())
                        .map(Registry.KnownZip::found)
                        .filter(found -> found.problem().isEmpty())
                        .map(found -> home.store().resolve(found.folder()))
                        .filter(folder -> !Files.isRegularFile(folder.resolve(Contents.FILE)))
                        .toList();
    }

    /** Checks that each plugin listed is whole, while it is kept from being cleared away. */
    static int checkAll(PluginStore store) throws IOException {
        int checked = 0;
        for (PluginEntry entry : store.refresh()) {
            if (entry.plugin().isPresent()) {
                Path folder = entry.plugin().get().folder();
                try (Lease lease = Lease.take(folder)) {
                    if (Files.isDirectory(folder)) {
                        String list = Digests.sha256(folder.resolve(Contents.FILE));
                        List<String> differences = Contents.differences(folder, list);
                        if (!differences.isEmpty()) {
                            throw new IllegalStateException("half a plugin: " + folder + " " + differences);
                        }
                        checked++;
                    }
                }
            }
        }
        return checked;
    }
}
