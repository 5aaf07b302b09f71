package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginStoreTest {
    @TempDir
    Path folder;

    private Home home;
    private PluginStore store;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(folder.resolve("home"));
        Files.createDirectories(home.bin());
        store = new PluginStore(home, "0.1.0-SNAPSHOT");
    }

    @Test
    void aDroppedZipIsAPlugin() {
        PluginZip.of("crm").entry("README.md", "# crm").write(home.plugins());

        InstalledPlugin crm = store.find("crm");

        assertThat(crm.version()).isEqualTo("1.0.0");
        assertThat(crm.description()).isEqualTo("The crm connector");
        assertThat(crm.folder().resolve("README.md")).hasContent("# crm");
        assertThat(crm.folder().resolve("lib/main.jar")).exists();
        assertThat(home.staging()).isEmptyDirectory();
    }

    @Test
    void aRemovedZipIsGone() throws IOException {
        Path zip = PluginZip.of("crm").write(home.plugins());
        Path expanded = store.find("crm").folder();

        Files.delete(zip);

        assertThat(store.refresh()).isEmpty();
        assertThat(expanded).doesNotExist();
    }

    @Test
    void aReplacedZipIsNoticedEvenIfItIsOlder() throws IOException {
        Path zip = PluginZip.of("crm").write(home.plugins(), "crm.zip");
        store.refresh();

        PluginZip.of("crm").version("1.1.0").write(home.plugins(), "crm.zip");
        Files.setLastModifiedTime(zip, FileTime.from(Instant.EPOCH));

        assertThat(store.find("crm").version()).isEqualTo("1.1.0");
    }

    @Test
    void nothingIsReadAgainWhenNothingHasChanged() throws IOException {
        Path zip = PluginZip.of("crm").write(home.plugins());
        PluginZip.of("broken").requires("nonsense").write(home.plugins());
        List<PluginEntry> before = store.refresh();
        FileTime written = Files.getLastModifiedTime(home.registry());

        // The same size, time and key, so a store that opened the zip or the jars would fail here.
        FileTime modified = Files.getLastModifiedTime(zip);
        Files.write(zip, new byte[(int) Files.size(zip)]);
        Files.setLastModifiedTime(zip, modified);
        Files.delete(store.find("crm").folder().resolve("lib/main.jar"));
        Files.delete(home.lock());

        assertThat(store.refresh()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(home.registry())).isEqualTo(written);
        assertThat(home.lock()).doesNotExist();
    }

    @Test
    void installCopiesTheZip() throws IOException {
        Path zip = PluginZip.of("crm").write(folder, "download.zip");

        InstalledPlugin crm = store.install(zip);

        assertThat(home.plugins().resolve("crm-1.0.0.zip")).hasSameBinaryContentAs(zip);
        assertThat(crm).isEqualTo(store.find("crm"));
    }

    @Test
    void installReplacesAnotherVersionAlsoByALowerOne() throws IOException {
        store.install(PluginZip.of("crm").version("1.1.0").write(folder));

        store.install(PluginZip.of("crm").version("1.0.0").write(folder));

        assertThat(store.find("crm").version()).isEqualTo("1.0.0");
        assertThat(names(home.plugins())).containsExactly("crm-1.0.0.zip");
        assertThat(names(home.store().resolve("crm"))).noneMatch(name -> name.startsWith("1.1.0"));
    }

    @Test
    void installRefusesABrokenZipAndLeavesNothing() throws IOException {
        store.install(PluginZip.of("crm").write(folder));
        List<PluginEntry> before = store.refresh();
        Path broken = PluginZip.of("crm")
                .version("2.0.0")
                .requires(">=9.0.0 & <10.0.0")
                .write(folder);

        assertThatThrownBy(() -> store.install(broken))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PLUGIN))
                .hasMessage("crm-2.0.0.zip cannot be used: crm 2.0.0 needs plugin-api >=9.0.0 & <10.0.0 but this host"
                        + " provides 0.1.0; install a release of crm built for 0.1.0, or another host");
        assertThat(store.refresh()).isEqualTo(before);
        assertThat(names(home.plugins())).containsExactly("crm-1.0.0.zip");
        assertThat(home.staging()).isEmptyDirectory();
    }

    @Test
    void theSameReleaseWithOtherContentIsRefused() {
        store.install(PluginZip.of("crm").write(folder));
        Path other = PluginZip.of("crm").entry("NOTICE", "other").write(folder);

        assertThatThrownBy(() -> store.install(other))
                .hasMessage("crm-1.0.0.zip cannot be used: crm 1.0.0 is installed with other content; give the new"
                        + " build a version of its own, or run: host uninstall crm");
    }

    @Test
    void aSnapshotMayChange() {
        store.install(PluginZip.of("crm").version("1.0.0-SNAPSHOT").write(folder));

        InstalledPlugin crm = store.install(PluginZip.of("crm")
                .version("1.0.0-SNAPSHOT")
                .entry("NOTICE", "other")
                .write(folder));

        assertThat(crm.folder().resolve("NOTICE")).hasContent("other");
        assertThat(store.refresh()).hasSize(1);
    }

    @Test
    void uninstallDeletesTheZip() throws IOException {
        store.install(PluginZip.of("crm").write(folder));

        store.uninstall("crm");

        assertThat(store.refresh()).isEmpty();
        assertThat(home.plugins()).isEmptyDirectory();
    }

    @Test
    void aBrokenZipIsUninstalledByItsFileName() throws IOException {
        Files.createDirectories(home.plugins());
        Files.writeString(home.plugins().resolve("junk.zip"), "junk");

        store.uninstall("junk.zip");

        assertThat(home.plugins()).isEmptyDirectory();
    }

    @Test
    void anUnknownIdNamesTheNearest() {
        store.install(PluginZip.of("crm").write(folder));

        assertThatThrownBy(() -> store.find("cmr"))
                .hasMessage("there is no plugin cmr, did you mean crm?; drop its zip into " + home.plugins()
                        + " or run: host install FILE");
        assertThatThrownBy(() -> store.uninstall("postgres")).hasMessageStartingWith("there is no plugin postgres;");
    }

    @Test
    void theHigherVersionOfTwoZipsIsTaken() {
        PluginZip.of("crm").version("1.9.0").write(home.plugins());
        PluginZip.of("crm").version("1.10.0").write(home.plugins());

        assertThat(store.find("crm").version()).isEqualTo("1.10.0");
        assertThat(store.refresh())
                .filteredOn(entry -> entry.problem().isPresent())
                .singleElement()
                .satisfies(entry -> assertThat(entry.problem())
                        .contains("it is not used beside crm 1.10.0 of crm-1.10.0.zip; delete one of the two files"));
    }

    @Test
    void idsThatDifferByADashAreOne() {
        store.install(PluginZip.of("crm-eu").write(folder));
        Path other = PluginZip.of("crm_eu").write(folder);

        assertThatThrownBy(() -> store.install(other))
                .hasMessage("crm_eu-1.0.0.zip cannot be used: its id crm_eu cannot be told from crm-eu of"
                        + " crm-eu-1.0.0.zip, since _ and - count as one; uninstall that first");
    }

    @Test
    void verifyNamesWhatWasChanged() throws IOException {
        InstalledPlugin crm = store.install(PluginZip.of("crm")
                .entry("README.md", "# crm")
                .entry("NOTICE", "x")
                .write(folder));
        assertThat(store.verify("crm")).isEmpty();

        Files.writeString(crm.folder().resolve("README.md"), "# other");
        Files.delete(crm.folder().resolve("NOTICE"));
        Files.writeString(crm.folder().resolve("lib/extra.jar"), "x");

        assertThat(store.verify("crm"))
                .containsExactly("README.md was changed", "lib/extra.jar was added", "NOTICE is missing");
    }

    @Test
    void verifyNoticesAZipThatWasChangedBehindItsDates() throws IOException {
        store.install(PluginZip.of("crm").write(folder));
        Path zip = home.plugins().resolve("crm-1.0.0.zip");
        FileTime modified = Files.getLastModifiedTime(zip);
        Files.write(zip, new byte[(int) Files.size(zip)]);
        Files.setLastModifiedTime(zip, modified);

        assertThat(store.verify("crm")).containsExactly("crm-1.0.0.zip, the zip it was expanded from, was changed");
    }

    @Test
    void verifyNoticesAForgedList() throws IOException {
        InstalledPlugin crm = store.install(PluginZip.of("crm").write(folder));

        Files.writeString(crm.folder().resolve("SHA256SUMS"), "");

        assertThat(store.verify("crm")).containsExactly("SHA256SUMS, the list of its files, was changed or deleted");
    }

    @Test
    void installingAgainRepairsADamagedPlugin() throws IOException {
        Path zip = PluginZip.of("crm").entry("README.md", "# crm").write(folder);
        InstalledPlugin crm = store.install(zip);
        Files.writeString(crm.folder().resolve("README.md"), "# other");

        store.install(zip);

        assertThat(store.verify("crm")).isEmpty();
        assertThat(crm.folder().resolve("README.md")).hasContent("# crm");
    }

    @Test
    void aFolderDeletedFromTheStoreIsMadeAgain() throws IOException {
        PluginZip.of("crm").write(home.plugins());
        Path expanded = store.find("crm").folder();

        Folders.delete(home.store());

        assertThat(store.find("crm").folder()).isEqualTo(expanded);
        assertThat(expanded.resolve("lib/main.jar")).exists();
    }

    @Test
    void aRegistryThatIsNotReadableIsFoundOutAgain() throws IOException {
        PluginZip.of("crm").write(home.plugins());
        List<PluginEntry> before = store.refresh();

        for (String content : List.of(
                "",
                "{",
                "format=2",
                "format=1\napi=0.1.0\nzips=0",
                "format=2\napi=0.1.0\nzips=one",
                "format=2\napi=0.1.0\nzips=1",
                "format=2\napi=\\u12\nzips=0",
                "api=\u00ff")) {
            Files.writeString(home.registry(), content, StandardCharsets.ISO_8859_1); // the last is no UTF-8
            assertThat(store.refresh()).isEqualTo(before);
        }
    }

    @Test
    void anotherHostJudgesAnew() {
        PluginZip.of("crm").write(home.plugins());
        store.refresh();

        PluginStore later = new PluginStore(home, "1.0.0");

        assertThatThrownBy(() -> later.find("crm"))
                .hasMessageStartingWith("crm-1.0.0.zip cannot be used: crm 1.0.0 needs plugin-api >=0.1.0 & <1.0.0 but"
                        + " this host provides 1.0.0");
        assertThat(store.find("crm").version()).isEqualTo("1.0.0");
    }

    @Test
    void whatADeadProcessLeftIsSwept() throws IOException {
        Path old = Files.createDirectories(home.staging().resolve("old/content"));
        Path recent = Files.createDirectories(home.staging().resolve("recent"));
        Files.setLastModifiedTime(
                Folders.parent(old), FileTime.from(Instant.now().minusSeconds(2 * 3600)));

        store.install(PluginZip.of("crm").write(folder));

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void aHomeThatCannotBeWrittenKeepsItsStoreElsewhere() throws Exception {
        PluginZip.of("crm").write(home.plugins());
        PluginStore reader = new PluginStore(new Home(home.folder(), folder.resolve("work")), "0.1.0");

        InstalledPlugin crm = reader.find("crm");

        assertThat(crm.folder().startsWith(folder.resolve("work/store"))).isTrue();
        assertThat(Installed.run(crm)).isEqualTo("nothing");
        assertThat(names(home.folder())).containsExactly("bin", "plugins");
    }

    @Test
    void aVersionInUseIsKept() {
        InstalledPlugin old = store.install(PluginZip.of("crm").write(folder));

        try (LoadedPlugin running = LoadedPlugin.load(old)) {
            store.install(PluginZip.of("crm").version("1.1.0").write(folder));
            assertThat(running.plugin().folder().resolve("lib/main.jar")).exists();
            assertThat(store.find("crm").version()).isEqualTo("1.1.0");
        }
        store.install(PluginZip.of("other").write(folder));

        assertThat(old.folder()).doesNotExist();
        assertThatThrownBy(() -> LoadedPlugin.load(old))
                .hasMessage("plugin crm 1.0.0 was replaced or removed at this moment; run the command again");
    }

    @Test
    void launchersAppearForWhatIsInstalled() throws IOException {
        Path foreign = Files.writeString(home.bin().resolve("tap-mine"), "mine");
        store.install(PluginZip.of("crm_eu").write(folder));

        Path launcher = home.bin().resolve("tap-crm-eu");
        assertThat(launcher).isExecutable().content().contains("run crm_eu \"$@\"");

        store.uninstall("crm_eu");

        assertThat(launcher).doesNotExist();
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void aLauncherRunsTheHostBesideItThroughLinks() throws Exception {
        store.install(PluginZip.of("crm").write(folder));
        Path host = Files.writeString(home.bin().resolve("host"), "#!/bin/sh\necho \"$0|$*\"\n");
        assertThat(host.toFile().setExecutable(true)).isTrue();
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("home/bin/tap-crm"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), first);

        Process process = new ProcessBuilder(link.toString(), "--config", "a b").start();

        assertThat(process.inputReader().readLine()).isEqualTo(host + "|run crm --config a b");
        assertThat(process.waitFor()).isZero();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
