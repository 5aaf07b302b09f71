package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a source cannot be made has its own line, and a healthy plugin still runs after it. */
final class LoadFailureTest {
    private static final String SERVICE = "META-INF/services/dev.taphouse.api.Source";

    @TempDir
    Path folder;

    @AfterEach
    void aHealthyPluginRuns() throws Exception {
        assertThat(Installed.run(Installed.in(folder.resolve("healthy"), PluginZip.of("healthy"))))
                .isEqualTo("nothing");
    }

    @Test
    void noProvider() {
        fails(
                PluginZip.bare("crm").inMain("x", "x"),
                "it has no source: none of its jars holds " + SERVICE
                        + "; add that file with the name of the class that implements Source");
    }

    @Test
    void twoProviders() {
        Map<String, byte[]> classes = new JavaCode()
                .with("demo.One", PluginZip.source("demo", "One", "", ""))
                .with("demo.Two", PluginZip.source("demo", "Two", "", ""))
                .compile();

        fails(
                PluginZip.bare("crm").classes(classes).service("demo.One", "demo.Two"),
                "it has 2 sources (demo.One, demo.Two); leave one of them in " + SERVICE);
    }

    @Test
    void absentProvider() {
        fails(
                PluginZip.bare("crm").service("demo.Gone"),
                "its source demo.Gone is not in lib/; correct the name in " + SERVICE);
    }

    @Test
    void notASource() {
        fails(
                PluginZip.bare("crm").source("demo.Demo", "package demo; public class Demo {}"),
                "its source demo.Demo does not implement dev.taphouse.api.Source");
    }

    @Test
    void abstractProvider() {
        String text = PluginZip.source("demo", "Demo", "", "").replace("public class", "public abstract class");

        fails(
                PluginZip.bare("crm").source("demo.Demo", text),
                "its source demo.Demo is abstract; name a class that can be made");
    }

    @Test
    void innerClass() {
        String inner = PluginZip.source("demo", "Inner", "", "").replaceAll("package.*|import.*", "");
        String text =
                "package demo; import dev.taphouse.api.*; import java.util.*; public class Demo { " + inner + " }";

        fails(
                PluginZip.bare("crm").source("demo.Demo", text).service("demo.Demo$Inner"),
                "its source demo.Demo$Inner is an inner class; make it static, or a class of its own");
    }

    @Test
    void privateConstructor() {
        fails(
                PluginZip.running("crm", "", "private Demo() {}"),
                "its source demo.Demo is not public, or has no public constructor without arguments");
    }

    @Test
    void notPublic() {
        String text = PluginZip.source("demo", "Demo", "", "").replace("public class", "class");

        fails(
                PluginZip.bare("crm").source("demo.Demo", text),
                "its source demo.Demo is not public, or has no public constructor without arguments");
    }

    @Test
    void throwingConstructor() {
        fails(
                PluginZip.running("crm", "", "public Demo() { throw new IllegalStateException(\"no disk\"); }"),
                "the constructor of its source demo.Demo failed: java.lang.IllegalStateException: no disk");
    }

    @Test
    void throwingStaticInitializer() {
        fails(
                PluginZip.running("crm", "", "static final int N = Integer.parseInt(\"many\");"),
                "the static initializer of its source demo.Demo failed: java.lang.NumberFormatException: For input"
                        + " string: \"many\"");
    }

    @Test
    void missingSuperclass() {
        String text = PluginZip.source("demo", "Demo", "", "").replace("implements", "extends base.Base implements");
        Map<String, byte[]> classes = new LinkedHashMap<>(new JavaCode()
                .with("base.Base", "package base; public class Base {}")
                .with("demo.Demo", text)
                .compile());
        classes.remove("base/Base.class");

        fails(
                PluginZip.bare("crm").classes(classes).service("demo.Demo"),
                "class base.Base is not in its lib/; add the library to the plugin's compile dependencies and package"
                        + " it again");
    }

    @Test
    void classesForALaterJava() {
        Map<String, byte[]> classes = new JavaCode()
                .with("demo.Demo", PluginZip.source("demo", "Demo", "", ""))
                .compile();
        classes.values().forEach(code -> code[7] = (byte) 120);

        assertThatThrownBy(() -> LoadedPlugin.load(Installed.unchecked(
                        folder, PluginZip.bare("crm").classes(classes).service("demo.Demo"))))
                .hasMessageStartingWith(
                        "plugin crm 1.0.0 cannot be used: it was built for a later Java than this one: demo/Demo");
    }

    @Test
    void anotherApi() {
        InstalledPlugin crm = Installed.unchecked(folder, PluginZip.of("crm").requires(">=7.0.0 & <8.0.0"));

        assertThatThrownBy(() -> LoadedPlugin.load(crm))
                .hasMessage("plugin crm 1.0.0 cannot be used: crm 1.0.0 needs plugin-api >=7.0.0 & <8.0.0 but this host"
                        + " provides 0.1.0; install a release of crm built for 0.1.0, or another host");
    }

    @Test
    void aPluginDamagedInTheStoreStopsNoOther() throws Exception {
        PluginStore store = new PluginStore(new Home(folder.resolve("home")), "0.1.0");
        InstalledPlugin crm = store.install(PluginZip.of("crm").write(folder));
        store.install(PluginZip.of("other").write(folder));
        Files.writeString(crm.folder().resolve("lib/main.jar"), "junk");

        assertThatThrownBy(() -> LoadedPlugin.load(crm))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("plugin crm 1.0.0 cannot be used: ");

        assertThat(store.refresh()).hasSize(2);
        assertThat(Installed.run(store.find("other"))).isEqualTo("nothing");
    }

    @Test
    void aZipIsNotLoaded() throws IOException {
        Path zip = PluginZip.of("crm").write(folder);
        ConnectorPluginManager manager = new ConnectorPluginManager(folder, "0.1.0");

        assertThatThrownBy(() -> manager.loadPlugin(zip))
                .hasMessage(zip + " is not a folder of the store; run: host install " + zip);
        assertThat(manager.getPlugins()).isEqualTo(List.of());
    }

    private void fails(PluginZip zip, String problem) {
        InstalledPlugin crm = Installed.unchecked(folder, zip);

        assertThatThrownBy(() -> LoadedPlugin.load(crm))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PLUGIN))
                .hasMessage("plugin crm 1.0.0 cannot be used: " + problem);
    }
}
