package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places one checked zip into the plugins folder, in the stead of other versions of the same plugin. */
final class Installation {
    private final Home home;
    private final Registry before;
    private final Examination found;
    private final Descriptor plugin;

    Installation(Home home, Registry before, Examination found) {
        this.home = home;
        this.before = before;
        this.found = found;
        this.plugin = found.descriptor().orElseThrow();
    }

    /**
     * Copies the zip and makes the registry name it. Whatever of this a crash leaves out, the next refresh makes up for.
     *
     * @throws BadPluginException if it may not stand beside or replace what is there
     */
    InstalledPlugin place(Path zip, StoreUpdate update) throws IOException, BadPluginException {
        List<Registry.KnownZip> replaced = before.records().stream()
                .filter(each -> each.found()
                        .descriptor()
                        .map(Descriptor::key)
                        .equals(found.descriptor().map(Descriptor::key)))
                .toList();
        for (Registry.KnownZip each : replaced) {
            checkReplaceable(each);
        }
        Path target = target();
        copy(zip, target);
        List<Registry.KnownZip> records = new ArrayList<>(before.records());
        records.removeIf(each -> replaced.contains(each) || file(each).equals(target));
        for (Registry.KnownZip each : replaced) {
            if (!file(each).equals(target)) {
                Files.deleteIfExists(file(each));
            }
        }
        Zip.at(target).ifPresent(copied -> records.add(new Registry.KnownZip(copied, found, true)));
        records.sort(Comparator.comparing(each -> each.zip().name()));
        update.save(new Registry(before.api(), records));
        return PluginEntries.installed(found, before.api(), home);
    }

    private void checkReplaceable(Registry.KnownZip there) throws BadPluginException {
        Descriptor other = there.found().descriptor().orElseThrow();
        if (!other.id().equals(plugin.id())) {
            throw new BadPluginException("its id " + plugin.id() + " cannot be told from " + other.id() + " of "
                    + there.zip().name() + ", since _ and - count as one; uninstall that first");
        }
        boolean sameRelease = other.version().equals(plugin.version()) && !Versions.isPreRelease(plugin.version());
        if (sameRelease
                && there.found().problem().isEmpty()
                && !there.found().sha256().equals(found.sha256())) {
            throw new BadPluginException(plugin.id() + " " + plugin.version()
                    + " is installed with other content; give the new build a version of its own, or run: host uninstall "
                    + plugin.id());
        }
    }

    private Path file(Registry.KnownZip each) {
        return home.plugins().resolve(each.zip().name());
    }

    /** A usable plugin of another id may have the file name. */
    private Path target() {
        String name = plugin.id() + "-" + plugin.version() + ".zip";
        boolean taken = before.records().stream()
                .filter(each -> each.zip().name().equals(name))
                .flatMap(each -> each.found().descriptor().stream())
                .anyMatch(each -> !each.key().equals(plugin.key()));
        String free =
                plugin.id() + "-" + plugin.version() + "-" + found.sha256().substring(0, 12) + ".zip";
        return home.plugins().resolve(taken ? free : name);
    }

    private void copy(Path zip, Path target) throws IOException {
        Files.createDirectories(home.plugins());
        Path part = home.plugins().resolve("." + target.getFileName() + ".part");
        try {
            Files.copy(zip, part, StandardCopyOption.REPLACE_EXISTING);
            Folders.force(part);
            Folders.publish(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
