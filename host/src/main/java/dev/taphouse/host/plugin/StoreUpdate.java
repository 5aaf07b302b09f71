package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings store, registry and launchers in step with the zips in the plugins folder. Every method is called under the
 * store's lock.
 */
final class StoreUpdate {
    private final Home home;
    private final String api;
    private final Examiner examiner;
    private final RegistryFile file;
    private final Launchers launchers;

    StoreUpdate(Home home, String api, ZipLimits limits) {
        this.home = home;
        this.api = api;
        this.examiner = new Examiner(api, limits);
        this.file = new RegistryFile(home.registry());
        this.launchers = new Launchers(home.bin());
    }

    /** Whether what the registry says can be used as it is. Needs no lock. */
    boolean isCurrent(Registry known, List<Zip> zips) {
        return known.isFor(api)
                && known.zips().equals(zips)
                && known.records().stream().allMatch(each -> isComplete(each.found()));
    }

    /** Looks at every zip that is new or changed, and forgets those that are gone. */
    Registry refresh() throws IOException {
        Registry known = file.read().filter(each -> each.isFor(api)).orElseGet(() -> Registry.empty(api));
        List<Registry.KnownZip> records = new ArrayList<>();
        for (Zip zip : Zip.in(home.plugins())) {
            records.add(
                    known.known(zip).filter(each -> isComplete(each.found())).orElseGet(() -> examined(zip, known)));
        }
        Registry now = new Registry(known.api(), records);
        save(now);
        return now;
    }

    /** Examines a zip and, if it is a plugin, puts its content into the store. */
    Examination examine(Staging staging, String sha256) throws IOException {
        Path content = staging.content();
        Examination found = examiner.examine(staging.zip(), sha256, content);
        if (found.problem().isEmpty()) {
            publish(content, home.store().resolve(found.folder()), found, staging);
        }
        return found;
    }

    /** Makes the registry the given one, and everything that hangs on it. */
    void save(Registry now) throws IOException {
        Registry lasting = new Registry(
                now.api(),
                now.records().stream().filter(Registry.KnownZip::lasting).toList());
        if (!file.read().equals(Optional.of(lasting))) {
            file.write(lasting);
        }
        launchers.sync(PluginEntries.of(now, home).stream()
                .flatMap(each -> each.plugin().stream())
                .map(InstalledPlugin::id)
                .toList());
        try {
            clear(now);
        } catch (IOException e) {
            // What cannot be cleared away now is only in the way; the next update tries again.
        }
    }

    private boolean isComplete(Examination found) {
        return found.problem().isPresent() || Files.isDirectory(home.store().resolve(found.folder()));
    }

    private Registry.KnownZip examined(Zip zip, Registry known) {
        try (Staging staging = Staging.open(home.staging())) {
            String sha256 = staging.copy(home.plugins().resolve(zip.name()));
            Optional<Examination> before = known.examination(sha256).filter(this::isComplete);
            return new Registry.KnownZip(zip, before.isPresent() ? before.get() : examine(staging, sha256), true);
        } catch (IOException e) {
            String problem = "it cannot be read or expanded: " + reason(e);
            return new Registry.KnownZip(
                    zip, new Examination("", Optional.empty(), Optional.of(problem), "", List.of()), false);
        }
    }

    /** The content of a folder never changes, so one that is there already is kept, unless it was damaged. */
    private static void publish(Path content, Path target, Examination found, Staging staging) throws IOException {
        if (Files.exists(target)) {
            if (Contents.differences(target, found.contents()).isEmpty()) {
                return;
            }
            Folders.publish(target, staging.trash());
        }
        Folders.publish(content, target);
    }

    private void clear(Registry now) throws IOException {
        Staging.sweep(home.staging());
        if (Files.isDirectory(home.plugins())) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(home.plugins(), ".*.part")) {
                for (Path part : left) {
                    Files.delete(part);
                }
            }
        }
        Set<Path> used = now.records().stream()
                .map(Registry.KnownZip::found)
                .filter(each -> each.problem().isEmpty())
                .map(each -> home.store().resolve(each.folder()))
                .collect(Collectors.toSet());
        for (Path id : folders(home.store())) {
            for (Path folder : folders(id)) {
                if (!used.contains(folder)) {
                    collect(folder);
                }
            }
        }
    }

    private void collect(Path folder) throws IOException {
        try (Staging staging = Staging.open(home.staging())) {
            Lease.moveIfFree(folder, staging.trash());
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, Files::isDirectory)) {
                all.forEach(folders::add);
            }
        }
        return folders;
    }

    /** What the operating system said, without the name of a Java class. */
    static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "no permission for " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
