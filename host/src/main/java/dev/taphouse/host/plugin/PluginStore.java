package dev.taphouse.host.plugin;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The plugins of one home: zips in a folder, each checked once and expanded into an immutable folder of the store,
 * without running its code.
 *
 * <p>Every method first looks whether the zips have changed. Where nothing has, that costs a directory listing and a
 * read of the registry; no zip and no jar is opened, and no lock is taken. Thread-safe, and safe between processes: one
 * changes the store at a time, and readers see each plugin whole or not at all.
 *
 * <p>Every method throws a {@link Failure} with {@link ExitCode#PLUGIN} when the store itself cannot be read or
 * written.
 */
public final class PluginStore {
    private final Home home;
    private final String api;
    private final RegistryFile file;
    private final StoreUpdate update;

    /**
     * The store of a home.
     *
     * @param api the version of plugin-api this host provides; a pre-release counts as the release it leads to
     */
    public PluginStore(Home home, String api) {
        this(home, api, ZipLimits.DEFAULT);
    }

    PluginStore(Home home, String api, ZipLimits limits) {
        this.home = Objects.requireNonNull(home, "home is null");
        this.api = Versions.release(api);
        this.file = new RegistryFile(home.registry());
        this.update = new StoreUpdate(home, this.api, limits);
    }

    /**
     * All zips in the plugins folder, after looking at those that are new or changed.
     *
     * @return one entry each, by id, then by file; a broken zip is an entry with a problem
     */
    public List<PluginEntry> refresh() {
        try {
            return PluginEntries.of(current(), home);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * The plugin with this id.
     *
     * @throws Failure {@link ExitCode#PLUGIN} if there is none, or its zip is broken
     */
    public InstalledPlugin find(String id) {
        List<PluginEntry> entries = refresh();
        for (PluginEntry each : entries) {
            if (each.id().equals(id) && each.plugin().isPresent()) {
                return each.plugin().get();
            }
        }
        for (PluginEntry each : entries) {
            if (isNamed(each, id)) {
                throw refused(each.zip(), each.problem().orElse(""));
            }
        }
        throw unknown(id, entries);
    }

    /**
     * Checks a zip and copies it into the plugins folder. It replaces another version of the same plugin; running
     * processes keep the version they started with.
     *
     * @throws Failure {@link ExitCode#PLUGIN} if the zip is broken, in which case nothing has changed
     */
    public InstalledPlugin install(Path zip) {
        if (!Files.isRegularFile(zip)) {
            throw new Failure(ExitCode.PLUGIN, zip + " is not a file; give the path of a plugin's zip");
        }
        try (StoreLock lock = StoreLock.take(home.lock());
                Staging staging = Staging.open(home.staging())) {
            Registry before = update.refresh();
            if (isDropped(zip)) {
                return dropped(before, zip);
            }
            String sha256 = staging.copy(zip);
            Examination found = update.examine(staging, sha256);
            if (found.problem().isPresent()) {
                throw refused(zip, found.problem().get());
            }
            return new Installation(home, before, found).place(staging.zip(), update);
        } catch (BadPluginException e) {
            throw refused(zip, e.problem());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * Deletes the zips of a plugin. Running processes keep what they use.
     *
     * @param id the plugin's id, or the file's name where the zip is broken
     * @throws Failure {@link ExitCode#PLUGIN} if there is none
     */
    public void uninstall(String id) {
        try (StoreLock lock = StoreLock.take(home.lock())) {
            List<PluginEntry> entries = PluginEntries.of(update.refresh(), home);
            List<PluginEntry> named =
                    entries.stream().filter(each -> isNamed(each, id)).toList();
            if (named.isEmpty()) {
                throw unknown(id, entries);
            }
            for (PluginEntry each : named) {
                Files.deleteIfExists(each.zip());
            }
            update.refresh();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * Computes the digests of a plugin's files anew.
     *
     * @return one line for each that is not as it was installed; empty when the plugin is intact
     * @throws Failure {@link ExitCode#PLUGIN} if there is no such plugin
     */
    public List<String> verify(String id) {
        InstalledPlugin plugin = find(id);
        try {
            Registry.KnownZip record = current().records().stream()
                    .filter(each -> each.found().sha256().equals(plugin.sha256()))
                    .findFirst()
                    .orElseThrow(() -> unknown(id, List.of()));
            List<String> problems = new ArrayList<>();
            String zip = record.zip().name();
            if (!Digests.sha256(home.plugins().resolve(zip)).equals(plugin.sha256())) {
                problems.add(zip + ", the zip it was expanded from, was changed");
            }
            problems.addAll(Contents.differences(plugin.folder(), record.found().contents()));
            return problems;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private Registry current() throws IOException {
        Optional<Registry> known = file.read();
        List<Zip> zips = Zip.in(home.plugins());
        if (known.isPresent() && update.isCurrent(known.get(), zips)) {
            return known.get();
        }
        if (known.isEmpty() && zips.isEmpty()) {
            return Registry.empty(api);
        }
        try (StoreLock lock = StoreLock.take(home.lock())) {
            return update.refresh();
        }
    }

    private boolean isDropped(Path zip) throws IOException {
        return Files.isDirectory(home.plugins())
                && Folders.parent(zip.toAbsolutePath())
                        .toRealPath()
                        .equals(home.plugins().toRealPath());
    }

    private InstalledPlugin dropped(Registry now, Path zip) {
        PluginEntry entry = PluginEntries.of(now, home).stream()
                .filter(each -> String.valueOf(each.zip().getFileName()).equals(String.valueOf(zip.getFileName())))
                .findFirst()
                .orElseThrow(() -> refused(zip, "the files of plugins end in .zip"));
        return entry.plugin().orElseThrow(() -> refused(zip, entry.problem().orElse("")));
    }

    private static boolean isNamed(PluginEntry entry, String id) {
        return entry.id().equals(id)
                || String.valueOf(entry.zip().getFileName()).equals(id);
    }

    private static Failure refused(Path zip, String problem) {
        return new Failure(ExitCode.PLUGIN, zip.getFileName() + " cannot be used: " + problem);
    }

    private Failure unknown(String id, List<PluginEntry> entries) {
        List<String> near =
                NearestNames.of(id, entries.stream().map(PluginEntry::id).toList());
        return new Failure(
                ExitCode.PLUGIN,
                "there is no plugin " + id + (near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?")
                        + "; drop its zip into " + home.plugins() + " or run: host install FILE");
    }

    private Failure broken(IOException e) {
        return new Failure(
                ExitCode.PLUGIN,
                "the plugins in " + home.plugins() + " cannot be read or written: " + StoreUpdate.reason(e),
                e);
    }
}
