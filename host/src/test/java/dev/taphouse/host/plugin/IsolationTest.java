package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import dev.taphouse.api.Source;
import dev.taphouse.host.plugin.isolation.HostApiClassLoader;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** What a plugin sees, and what it does not. */
final class IsolationTest {
    @TempDir
    Path folder;

    @Test
    void twoPluginsBringTwoVersionsOfALibrary() throws Exception {
        InstalledPlugin one = Installed.in(folder.resolve("1"), versioned("one", "old", "public String old()"));
        InstalledPlugin two = Installed.in(folder.resolve("2"), versioned("two", "new", "public String fresh()"));

        try (LoadedPlugin first = LoadedPlugin.load(one);
                LoadedPlugin second = LoadedPlugin.load(two)) {
            assertThat(Installed.result(first)).isEqualTo("old");
            assertThat(Installed.result(second)).isEqualTo("new");
        }
    }

    /** A plugin that calls a method which only its own version of the library has. */
    private static PluginZip versioned(String id, String version, String method) {
        String call = method.substring(method.lastIndexOf(' ') + 1);
        JavaCode code = new JavaCode()
                .with(
                        "shared.Lib",
                        "package shared; public class Lib { " + method + " { return \"" + version + "\"; } }")
                .with("demo.Demo", PluginZip.source("demo", "Demo", "result = new shared.Lib()." + call + ";", ""));
        Map<String, byte[]> all = code.compile();
        byte[] library = all.remove("shared/Lib.class");
        return PluginZip.bare(id)
                .classes(all)
                .service("demo.Demo")
                .library("shared.jar", Map.of("shared/Lib.class", library));
    }

    @Test
    void aLibraryThatIsNotBundledIsMissingThoughTheHostHasIt() throws Exception {
        InstalledPlugin crm = Installed.in(folder, needing(JsonFactory.class, "new %s();"));

        try (LoadedPlugin plugin = LoadedPlugin.load(crm)) {
            assertThatThrownBy(() -> Installed.result(plugin))
                    .hasMessage(
                            "plugin crm 1.0.0 cannot be used: class com.fasterxml.jackson.core.JsonFactory is not in"
                                    + " its lib/; the host has it but does not lend its libraries; add the library to the"
                                    + " plugin's compile dependencies and package it again")
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void whatAReaderThreadCaughtIsExplainedToo() throws Exception {
        try (LoadedPlugin plugin = LoadedPlugin.load(Installed.in(folder, PluginZip.of("crm")))) {
            assertThat(plugin.explain(new NoClassDefFoundError("lib/Gone")))
                    .hasMessage("plugin crm 1.0.0 cannot be used: class lib.Gone is not in its lib/; add the library to"
                            + " the plugin's compile dependencies and package it again");
            assertThat(plugin.explain(new NoSuchMethodError("dev.taphouse.api.Option.x()")))
                    .hasMessageEndingWith("install a release built for this host's plugin-api");
            Exception other = new IOException("other");
            assertThat(plugin.explain(other)).isSameAs(other);
        }
    }

    private static PluginZip needing(Class<?> type, String statement) {
        String text = PluginZip.source("demo", "Demo", statement.formatted(type.getName()), "");
        Map<String, byte[]> classes = new JavaCode()
                .using(JavaCode.location(type))
                .with("demo.Demo", text)
                .compile();
        return PluginZip.bare("crm").classes(classes).service("demo.Demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "picocli.CommandLine",
                "org.pf4j.PluginManager",
                "org.pf4j.Extension",
                "com.github.zafarkhaja.semver.Version",
                "com.fasterxml.jackson.core.JsonFactory",
                "org.everit.json.schema.Schema",
                "org.json.JSONObject",
                "dev.taphouse.host.Failure",
                "dev.taphouse.host.plugin.PluginStore",
                "org.junit.jupiter.api.Test",
                "com.sun.tools.javac.Main",
                "other.Only"
            })
    void classesOfTheHostAndOfOtherPluginsAreHidden(String name) throws Exception {
        PluginZip other = PluginZip.of("other")
                .classes(new JavaCode()
                        .with("other.Only", "package other; public class Only {}")
                        .compile());
        PluginZip crm = PluginZip.running("crm", "Class.forName(\"" + name + "\"); result = \"visible\";", "");

        try (LoadedPlugin neighbour = LoadedPlugin.load(Installed.in(folder.resolve("other"), other))) {
            assertThat(neighbour.plugin().id()).isEqualTo("other");
            assertThat(Installed.run(Installed.in(folder, crm))).isEqualTo("ClassNotFoundException");
        }
    }

    @Test
    void theApiIsTheHostsAlsoForAPluginThatBundlesIt() throws Exception {
        PluginZip crm = PluginZip.running(
                        "crm",
                        "result = System.identityHashCode(Source.class) + \" \""
                                + " + System.identityHashCode(org.slf4j.Logger.class);",
                        "")
                .library(JavaCode.location(Logger.class))
                .library("plugin-api.jar", classesOfApi());

        assertThat(Installed.run(Installed.in(folder, crm)))
                .isEqualTo(System.identityHashCode(Source.class) + " " + System.identityHashCode(Logger.class));
    }

    private static Map<String, byte[]> classesOfApi() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        Path api = JavaCode.location(Source.class);
        if (Files.isDirectory(api)) {
            classes.put(
                    "dev/taphouse/api/Source.class", Files.readAllBytes(api.resolve("dev/taphouse/api/Source.class")));
            return classes;
        }
        try (ZipFile jar = new ZipFile(api.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory()) {
                    classes.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return classes;
    }

    @Test
    void ofTheHostsClassPathExactlyThesePackagesAreVisible() throws IOException {
        HostApiClassLoader api = new HostApiClassLoader(getClass().getClassLoader());
        Set<String> visible = new TreeSet<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            for (String type : types(Path.of(path))) {
                if (isVisible(api, type)) {
                    visible.add(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
                }
            }
        }

        assertThat(visible)
                .containsExactly(
                        "dev.taphouse.api",
                        "org.jspecify.annotations",
                        "org.slf4j",
                        "org.slf4j.event",
                        "org.slf4j.helpers",
                        "org.slf4j.spi");
    }

    /** A resource is shown exactly when its class is, and is much faster to ask for. */
    private static boolean isVisible(ClassLoader api, String type) {
        URL code = api.getResource(type.replace('.', '/') + ".class");
        return code != null && !code.getProtocol().equals("jrt");
    }

    private static List<String> types(Path path) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                files.map(file -> path.relativize(file).toString()).forEach(names::add);
            }
        } else if (Files.isRegularFile(path)) {
            try (ZipFile jar = new ZipFile(path.toFile())) {
                jar.stream().map(ZipEntry::getName).forEach(names::add);
            }
        }
        return names.stream()
                .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
    }

    @Test
    void serviceFilesAreThePluginsOnly() throws Exception {
        String members = """
                String own(String name) throws Exception {
                    String all = "";
                    for (java.net.URL url : Collections.list(getClass().getClassLoader().getResources(name))) {
                        all += url.toString().replaceAll(".*/lib/", "") + " ";
                    }
                    return all;
                }
                """;
        PluginZip crm = PluginZip.running(
                "crm",
                "result = own(\"META-INF/services/dev.taphouse.api.Source\")"
                        + " + own(\"META-INF/services/org.junit.platform.engine.TestEngine\")"
                        + " + own(\"META-INF/services/org.slf4j.spi.SLF4JServiceProvider\");",
                members);

        assertThat(Installed.run(Installed.in(folder, crm)))
                .isEqualTo("main.jar!/META-INF/services/dev.taphouse.api.Source ");
    }

    @Test
    void resourcesAreThePluginsOnly() throws Exception {
        // The tests' class path has this file too.
        String shared = "META-INF/services/org.junit.platform.engine.TestEngine";
        assertThat(getClass().getClassLoader().getResource(shared)).isNotNull();
        String hosts = "picocli/CommandLine.class";
        PluginZip crm = PluginZip.running(
                        "crm",
                        "ClassLoader own = getClass().getClassLoader();"
                                + "result = new String(own.getResourceAsStream(\"" + shared + "\").readAllBytes())"
                                + " + own.getResource(\"" + hosts + "\")"
                                + " + new String(own.getResourceAsStream(\"schemas/rows.json\").readAllBytes());",
                        "")
                .inMain(shared, "own ")
                .entry("schemas/rows.json", " {}");

        assertThat(Installed.run(Installed.in(folder, crm))).isEqualTo("own null {}");
    }

    @Test
    void servicesAreFoundByTheContextClassLoaderOnEveryThread() throws Exception {
        String members = """
                static String seen = "";
                static synchronized void look(String where) {
                    int found = 0;
                    for (java.sql.Driver each : ServiceLoader.load(java.sql.Driver.class)) {
                        found += each.getClass() == MyDriver.class ? 1 : 100;
                    }
                    seen += where + found + " ";
                }
                static { look("static"); }
                public Demo() { look("constructor"); }
                """ + DriverText.MEMBERS;
        String body = """
                look("options");
                Thread thread = new Thread(() -> look("thread"));
                thread.start();
                thread.join();
                try (SourceSession session = new SimpleSession(() -> look("check")).closing(() -> look("close"))) {
                    session.check();
                }
                result = seen;
                """;
        PluginZip crm = PluginZip.running("crm", body, members)
                .inMain("META-INF/services/java.sql.Driver", "demo.Demo$MyDriver");

        assertThat(Installed.run(Installed.in(folder, crm)))
                .isEqualTo("static1 constructor1 options1 thread1 check1 close1 ");
    }

    @Test
    void theCallersContextClassLoaderIsNeverTouched() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (LoadedPlugin plugin = LoadedPlugin.load(Installed.in(folder, PluginZip.of("crm")))) {
            assertThatThrownBy(() -> plugin.call(() -> {
                        throw new IOException("gone");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("gone");
            assertThatThrownBy(() -> plugin.call(() -> {
                        throw new AssertionError("broken");
                    }))
                    .isInstanceOf(AssertionError.class);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void theProviderIsTheOneServiceLoaderFinds() throws Exception {
        PluginZip crm = PluginZip.of("crm").service("# a comment", "  demo.Demo  # the source", "demo.Demo");

        try (LoadedPlugin plugin = LoadedPlugin.load(Installed.in(folder, crm))) {
            ClassLoader loader = plugin.source().getClass().getClassLoader();
            List<Class<? extends Source>> found = ServiceLoader.load(Source.class, loader).stream()
                    .<Class<? extends Source>>map(ServiceLoader.Provider::type)
                    .toList();

            assertThat(found).containsExactly(plugin.source().getClass());
            assertThat(loader.getName()).isEqualTo("plugin:crm@1.0.0");
        }
    }

    @Test
    void twoRunsOfOnePluginShareNoStatics() throws Exception {
        InstalledPlugin crm =
                Installed.in(folder, PluginZip.running("crm", "result = \"\" + ++count;", "static int count;"));

        try (LoadedPlugin one = LoadedPlugin.load(crm);
                LoadedPlugin two = LoadedPlugin.load(crm)) {
            assertThat(Installed.result(one)).isEqualTo("1");
            assertThat(Installed.result(one)).isEqualTo("2");
            assertThat(Installed.result(two)).isEqualTo("1");
        }
    }

    @Test
    void bothLoadersAreParallelCapableAndManyThreadsLoadAtOnce() throws Exception {
        Map<String, byte[]> classes = many(200);
        InstalledPlugin crm = Installed.in(folder, PluginZip.of("crm").library("many.jar", classes));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (LoadedPlugin plugin = LoadedPlugin.load(crm)) {
            ClassLoader loader = plugin.source().getClass().getClassLoader();
            assertThat(loader.isRegisteredAsParallelCapable()).isTrue();
            assertThat(loader.getParent().isRegisteredAsParallelCapable()).isTrue();

            List<Callable<Class<?>>> loads = new ArrayList<>();
            for (int i = 0; i < 1600; i++) {
                String name = i % 4 == 0 ? "dev.taphouse.api.Type" : "many.C" + i % 200;
                loads.add(() -> Class.forName(name, true, loader));
            }
            for (Future<Class<?>> each : pool.invokeAll(loads, 30, java.util.concurrent.TimeUnit.SECONDS)) {
                assertThat(each.isCancelled()).isFalse();
                assertThat(each.get()).isNotNull();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Map<String, byte[]> many(int count) {
        JavaCode code = new JavaCode();
        for (int i = 0; i < count; i++) {
            String parent = i == 0 ? "Object" : "C" + (i / 2);
            code.with(
                    "many.C" + i, "package many; public class C" + i + " extends " + (i == 1 ? "C0" : parent) + " {}");
        }
        Map<String, byte[]> classes = code.compile();
        classes.put("note.txt", "x".getBytes(StandardCharsets.UTF_8));
        return classes;
    }
}
