package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each broken or hostile zip is one line, leaves nothing behind, and hurts no other plugin. */
final class BadZipTest {
    private static final ZipLimits SMALL = new ZipLimits(50, 4 << 20, 2 << 20, 200, 1 << 16);
    private static final byte[] GOOD = PluginZip.of("good").bytes();
    private static final byte[] CRM =
            PluginZip.of("crm").entry("README.md", "# crm").bytes();

    @TempDir
    Path folder;

    private Home home;
    private PluginStore store;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(folder.resolve("home"));
        store = new PluginStore(home, "0.1.0-SNAPSHOT", SMALL);
        Files.createDirectories(home.plugins());
        Files.write(home.plugins().resolve("good.zip"), GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "lib/../../evil",
                "/etc/evil",
                "lib//evil",
                "./lib/evil",
                "lib/./evil",
                "lib/..",
                "lib\\evil",
                "lib/C:evil",
                "C:/evil",
                "lib/evil.",
                "lib/evil ",
                "lib/ev\u0000il",
                "lib/ev\nil"
            })
    void unsafeNames(String name) throws IOException {
        String problem = problemOf(PluginZip.of("crm").entry(name, "x").bytes());

        assertThat(problem)
                .isEqualTo("its entry '" + name.replaceAll("[\u0000\n]", "?")
                        + "' has an unsafe name that could leave its folder");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.sh, evil.sh",
        "classes/demo.class, classes/demo.class",
        "META-INF/MANIFEST.MF, META-INF/MANIFEST.MF",
        "lib, lib",
        "LICENSE/x, LICENSE/x"
    })
    void unknownEntriesAtTheTop(String name, String shown) throws IOException {
        assertThat(problemOf(PluginZip.of("crm").entry(name, "x").bytes()))
                .isEqualTo("its entry '" + shown + "' does not belong there; at the top may be plugin.properties, lib/,"
                        + " schemas/, templates/, README.md, LICENSE, NOTICE and licenses/");
    }

    @ParameterizedTest
    @CsvSource({"lib/a.txt, lib/A.txt", "lib/a, lib/a/b", "lib/a/b, lib/a", "schemas/\u00e9.x, schemas/e\u0301.x"})
    void duplicates(String first, String second) throws IOException {
        assertThat(problemOf(
                        PluginZip.of("crm").entry(first, "x").entry(second, "y").bytes()))
                .isEqualTo("it has two entries for '" + second + "'");
    }

    @Test
    void theSameNameTwice() throws IOException {
        byte[] zip = PluginZip.of("crm")
                .entry("lib/a.txt", "x")
                .entry("lib/b.txt", "y")
                .bytes();

        assertThat(problemOf(replaced(zip, "lib/b.txt", "lib/a.txt"))).isEqualTo("it has two entries for 'lib/a.txt'");
    }

    @Test
    void foldersAreFine() throws IOException {
        byte[] zip = PluginZip.of("crm")
                .entry("schemas/", "")
                .entry("licenses/x/", "")
                .bytes();

        store.install(Files.write(folder.resolve("crm.zip"), zip));

        assertThat(store.refresh()).allMatch(entry -> entry.problem().isEmpty());
    }

    @Test
    void symbolicLinks() throws IOException {
        byte[] zip = PluginZip.of("crm").entry("lib/link", "/etc/passwd").bytes();
        int at = centralEntry(zip, "lib/link");
        zip[at + 5] = 3;
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 38, 0120777 << 16);

        assertThat(problemOf(zip)).isEqualTo("it holds a symbolic link; only plain files are allowed");
    }

    @Test
    void deepNames() throws IOException {
        assertThat(problemOf(PluginZip.of("crm")
                        .entry("lib/" + "a/".repeat(20) + "b", "x")
                        .bytes()))
                .isEqualTo("its entry 'lib/" + "a/".repeat(20) + "b' is too long or too deep");
    }

    @Test
    void aBombByRatio() throws IOException {
        assertThat(problemOf(
                        PluginZip.of("crm").entry("lib/bomb", new byte[1 << 20]).bytes()))
                .isEqualTo(
                        "its entry 'lib/bomb' expands too far; the limits are 200 times its compressed size, 2 MiB for"
                                + " a file and 4 MiB in all");
    }

    @Test
    void aBombBehindALyingSize() throws IOException {
        byte[] zip = PluginZip.of("crm").entry("lib/bomb", new byte[64 << 20]).bytes();
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(centralEntry(zip, "lib/bomb") + 24, 10);

        assertThat(problemOf(zip)).startsWith("its entry 'lib/bomb' expands too far");
    }

    @Test
    void anEntryThatIsTooLarge() throws IOException {
        assertThat(problemOf(
                        PluginZip.of("crm").entry("lib/big", noise(3 << 20)).bytes()))
                .startsWith("its entry 'lib/big' expands too far");
    }

    @Test
    void tooMuchInAll() throws IOException {
        PluginZip zip = PluginZip.of("crm");
        for (int i = 0; i < 5; i++) {
            zip.entry("lib/" + i, noise(1 << 20));
        }

        assertThat(problemOf(zip.bytes())).startsWith("its entry 'lib/").contains("expands too far");
    }

    @Test
    void tooManyEntries() throws IOException {
        PluginZip zip = PluginZip.of("crm");
        for (int i = 0; i < 60; i++) {
            zip.entry("lib/" + i, "");
        }

        assertThat(problemOf(zip.bytes())).isEqualTo("it has 62 entries; more than 50 are refused");
    }

    @Test
    void aLyingSizeIsDamage() throws IOException {
        byte[] zip = CRM.clone();
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(centralEntry(zip, "README.md") + 24, 3);

        assertThat(problemOf(zip))
                .isEqualTo("its entry 'README.md' is damaged (size or checksum differ); build or copy it again");
    }

    @Test
    void aChangedByteIsDamage() throws IOException {
        byte[] zip = stored(Map.of("README.md", "hello"));
        byte[] changed = replaced(zip, "hello", "hallo");

        assertThat(problemOf(changed))
                .isEqualTo("its entry 'README.md' is damaged (size or checksum differ); build or copy it again");
    }

    @Test
    void truncatedAnywhere() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            assertThat(problemOf(Arrays.copyOf(CRM, random.nextInt(CRM.length))))
                    .startsWith("it is not a whole zip file (")
                    .endsWith("); build or copy it again");
        }
    }

    @Test
    void changedAnywhereItIsRefusedOrTheSame() throws IOException {
        Random random = new Random(11);
        store.refresh();
        for (int i = 0; i < 60; i++) {
            byte[] changed = CRM.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(home.plugins().resolve("crm.zip"), changed);
            for (PluginEntry entry : store.refresh()) {
                assertThat(entry.problem().orElse("one line").lines()).hasSize(1);
                entry.plugin()
                        .filter(plugin -> plugin.id().equals("crm"))
                        .ifPresent(plugin ->
                                assertThat(plugin.folder().resolve("README.md")).hasContent("# crm"));
            }
            assertThat(store.find("good").version()).isEqualTo("1.0.0");
        }
    }

    @Test
    void notAZip() throws IOException {
        assertThat(problemOf("<html>404</html>".getBytes(StandardCharsets.UTF_8)))
                .startsWith("it is not a whole zip file (");
    }

    @Test
    void aZipOfSomethingElse() throws IOException {
        assertThat(problemOf(PluginZip.zip(Map.of("README.md", new byte[0]))))
                .isEqualTo("it has no plugin.properties at its top; it is not a plugin of this host");
    }

    @Test
    void aDescriptorThatIsNotText() throws IOException {
        assertThat(problemOf(PluginZip.zip(Map.of("plugin.properties", new byte[] {'a', '=', (byte) 0xff}))))
                .startsWith("plugin.properties is not a properties file in UTF-8: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Crm", "1crm", "crm--eu", "crm/../x", "crm eu", "-crm", "crm_", ".."})
    void ids(String id) throws IOException {
        assertThat(problemOf(PluginZip.of("crm").property("plugin.id", id).bytes()))
                .isEqualTo("plugin.id '" + id
                        + "' is not made of lower-case words and digits joined by - or _, such as 'crm-eu'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.0.0/../..", "v1.0.0", "01.0.0", "1.0.0-01", "1.0.0-"})
    void versions(String version) throws IOException {
        assertThat(problemOf(PluginZip.of("crm").version(version).bytes()))
                .isEqualTo("plugin.version '" + version + "' is not a semantic version such as 1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin.id", "plugin.version", "plugin.requires"})
    void missingKeys(String key) throws IOException {
        assertThat(problemOf(PluginZip.of("crm").without(key).bytes()))
                .isEqualTo(key + " is missing in plugin.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "1.0.0", ">=0.1.0", "nonsense", ">=0.1.0 & <", ">=0.1 & <1.0.0", "0.1.0 - 1.0.0"})
    void rangesThatAreNotExplicit(String range) throws IOException {
        assertThat(problemOf(PluginZip.of("crm").requires(range).bytes()))
                .isEqualTo("plugin.requires '" + range + "' is not a range with both ends, such as '>=0.1.0 & <1.0.0'");
    }

    @ParameterizedTest
    @ValueSource(strings = {">=1.0.0 & <2.0.0", ">=0.0.1 & <0.1.0", ">0.1.0 & <1.0.0"})
    void rangesOfAnotherHost(String range) throws IOException {
        assertThat(problemOf(PluginZip.of("crm").requires(range).bytes()))
                .isEqualTo("crm 1.0.0 needs plugin-api " + range
                        + " but this host provides 0.1.0; install a release of crm built for 0.1.0, or another host");
    }

    @Test
    void otherPluginsCannotBeUsed() throws IOException {
        assertThat(problemOf(PluginZip.of("crm")
                        .property("plugin.dependencies", "good")
                        .bytes()))
                .isEqualTo("plugin.dependencies is set, but a plugin cannot use another one; bundle shared code in lib/"
                        + " and remove the key");
    }

    @Test
    void noSource() throws IOException {
        assertThat(problemOf(PluginZip.bare("crm").bytes()))
                .isEqualTo(
                        "it has no source: none of its jars holds META-INF/services/dev.taphouse.api.Source; add that"
                                + " file with the name of the class that implements Source");
    }

    @Test
    void twoSources() throws IOException {
        assertThat(problemOf(PluginZip.of("crm")
                        .service("demo.Demo # one", "", "demo.Other")
                        .bytes()))
                .isEqualTo("it has 2 sources (demo.Demo, demo.Other); leave one of them in"
                        + " META-INF/services/dev.taphouse.api.Source");
    }

    @Test
    void twoSourcesInTwoJars() throws IOException {
        Map<String, byte[]> library = Map.of(PluginZip.SERVICE, "lib.Lib".getBytes(StandardCharsets.UTF_8));

        assertThat(problemOf(PluginZip.of("crm").library("lib.jar", library).bytes()))
                .contains("it has 2 sources (lib.Lib, demo.Demo)");
    }

    @Test
    void aSourceThatIsNotThere() throws IOException {
        assertThat(problemOf(PluginZip.of("crm").service("demo.Gone").bytes()))
                .isEqualTo("its source demo.Gone is not in lib/; correct the name in"
                        + " META-INF/services/dev.taphouse.api.Source");
    }

    @Test
    void aJarThatIsNone() throws IOException {
        assertThat(problemOf(PluginZip.of("crm").entry("lib/x.jar", "junk").bytes()))
                .startsWith("lib/x.jar is not a whole jar (");
    }

    @Test
    void classesForALaterJava() throws IOException {
        Map<String, byte[]> classes = new JavaCode()
                .with("late.Late", "package late; public class Late {}")
                .compile();
        int later = Runtime.version().feature() + 3;
        classes.values().forEach(code -> code[7] = (byte) (44 + later));

        assertThat(problemOf(PluginZip.of("crm").library("late.jar", classes).bytes()))
                .isEqualTo("it needs Java " + later + " (late.Late in lib/late.jar), but this is Java "
                        + Runtime.version().feature() + "; run the host on Java " + later + " or later");
    }

    @Test
    void classesForALaterJavaInAMultiReleaseJarAreFine() throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        new JavaCode()
                .with("late.Late", "package late; public class Late {}")
                .compile()
                .forEach((name, code) -> {
                    code[7] = (byte) 99;
                    classes.put("META-INF/versions/55/" + name, code);
                });

        store.install(PluginZip.of("crm").library("late.jar", classes).write(folder));

        assertThat(store.find("crm").warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas/rows.json", "templates/config.json"})
    void documentsThatAreNotJson(String name) throws IOException {
        assertThat(problemOf(PluginZip.of("crm").entry(name, "{\n\"a\": oops}").bytes()))
                .startsWith(name + " is not JSON: Unrecognized token 'oops'")
                .endsWith("(line 2)");
    }

    @Test
    void whatIsOddButHarmlessIsAWarning() {
        Map<String, byte[]> backend =
                Map.of("META-INF/services/org.slf4j.spi.SLF4JServiceProvider", "x.Y".getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> twice = new JavaCode()
                .with("demo.Twice", "package demo; class Twice {}")
                .compile();

        InstalledPlugin crm = store.install(PluginZip.of("crm")
                .library(JavaCode.location(org.slf4j.Logger.class))
                .library("backend.jar", backend)
                .library("one.jar", twice)
                .library("two.jar", twice)
                .write(folder));

        assertThat(crm.warnings())
                .anyMatch(line -> line.startsWith("lib/slf4j-api-") && line.contains("its copies are ignored"))
                .contains(
                        "lib/backend.jar holds a logging backend; it is ignored, the host logs for the plugin",
                        "1 classes are in more than one jar of lib/; the first jar by name wins");
    }

    @Test
    void aBrokenZipIsNotExaminedAgain() throws IOException {
        Files.writeString(home.plugins().resolve("junk.zip"), "junk");
        store.refresh();
        Files.delete(home.lock());

        assertThat(store.refresh()).anyMatch(entry -> entry.id().equals("junk.zip"));

        assertThat(home.lock()).doesNotExist();
    }

    /** Drops the zip, looks at what the host says, and that it says the same to install. */
    private String problemOf(byte[] zip) throws IOException {
        Path dropped = Files.write(home.plugins().resolve("bad.zip"), zip);

        PluginEntry bad = store.refresh().stream()
                .filter(entry -> entry.zip().equals(dropped))
                .findFirst()
                .orElseThrow();
        assertThat(store.find("good").version()).isEqualTo("1.0.0");
        assertThat(home.staging()).isEmptyDirectory();
        assertThat(store.refresh()).contains(bad);
        assertThatThrownBy(() -> store.find(bad.id())).hasMessage("bad.zip cannot be used: " + text(bad));

        Files.delete(dropped);
        Path elsewhere = Files.write(folder.resolve("new.zip"), zip);
        assertThatThrownBy(() -> store.install(elsewhere)).hasMessage("new.zip cannot be used: " + text(bad));
        assertThat(home.staging()).isEmptyDirectory();
        assertThat(outside()).containsExactly("home", "new.zip");
        assertThat(text(bad).lines()).hasSize(1);
        return text(bad);
    }

    private static String text(PluginEntry entry) {
        return entry.problem().orElse("none");
    }

    private List<String> outside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    /** Where an entry's record begins in the central directory. */
    private static int centralEntry(byte[] zip, String name) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        return text.lastIndexOf(name) - 46;
    }

    private static byte[] replaced(byte[] zip, String from, String to) {
        return new String(zip, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] stored(Map<String, String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(0);
            for (Map.Entry<String, String> each : texts.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
