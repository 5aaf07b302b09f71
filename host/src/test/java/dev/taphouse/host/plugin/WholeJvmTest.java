package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.plugin.isolation.StdoutGuard;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be seen only in a JVM that has done nothing else. */
final class WholeJvmTest {
    @TempDir
    Path folder;

    @Test
    void whatAPluginPrintsIsNotInTheProtocol() throws Exception {
        String members = """
                static final java.io.PrintStream KEPT = System.out;
                static { System.out.println("from static"); }
                public Demo() { System.out.println("from constructor"); }
                """;
        String body = """
                KEPT.println("from options");
                Thread thread = new Thread(() -> System.out.println("from thread"));
                thread.start();
                thread.join();
                """;
        PluginStore store = new PluginStore(new Home(folder), "0.1.0");
        store.install(PluginZip.running("crm", body, members).write(folder));
        ChildJvm child = new ChildJvm(folder);

        assertThat(child.run(Printing.class, folder)).isZero();

        assertThat(child.output()).isEqualTo("before\nafter\n");
        assertThat(child.errors())
                .contains("from static\n", "from constructor\n", "from options\n", "from thread\n", "from host\n");
    }

    /** Runs a plugin that prints, as the host would. */
    static final class Printing {
        public static void main(String[] arguments) throws Exception {
            try (OutputStream out = StdoutGuard.take()) {
                out.write("before\n".getBytes(StandardCharsets.UTF_8));
                Installed.run(new PluginStore(new Home(Path.of(arguments[0])), "0.1.0").find("crm"));
                System.out.println("from host");
                out.write("after\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one two", "two one"})
    void plainDriverManagerWorksForEachPluginInEitherOrder(String order) throws Exception {
        PluginStore store = new PluginStore(new Home(folder), "0.1.0");
        store.install(connecting("one").write(folder));
        store.install(connecting("two").write(folder));
        ChildJvm child = new ChildJvm(folder);

        assertThat(child.run(
                        Connecting.class,
                        Stream.concat(Stream.of(folder), Stream.of(order.split(" ")))
                                .toArray()))
                .isZero();

        assertThat(child.output().lines()).containsExactly("connected", "connected");
    }

    private static PluginZip connecting(String id) {
        String body = "java.sql.DriverManager.getConnection(\"jdbc:" + id + ":\"); result = \"connected\";";
        return PluginZip.bare(id)
                .source(id + ".Demo", PluginZip.source(id, "Demo", body, DriverText.MEMBERS))
                .inMain("META-INF/services/java.sql.Driver", id + ".Demo$MyDriver");
    }

    /** Loads all plugins named, then lets each connect. */
    static final class Connecting {
        public static void main(String[] arguments) throws Exception {
            PluginStore store = new PluginStore(new Home(Path.of(arguments[0])), "0.1.0");
            try (LoadedPlugin first = LoadedPlugin.load(store.find(arguments[1]))) {
                System.out.println(Installed.result(first));
                try (LoadedPlugin second = LoadedPlugin.load(store.find(arguments[2]))) {
                    System.out.println(Installed.result(second));
                }
            }
        }
    }

    @Test
    void listingStartsNoPluginMachinery() throws Exception {
        PluginStore store = new PluginStore(new Home(folder), "0.1.0");
        store.install(PluginZip.of("crm").write(folder));
        store.install(PluginZip.of("shop").write(folder));
        ChildJvm child = new ChildJvm(folder).flag("-Xlog:class+load");

        assertThat(child.run(Listing.class, folder)).isZero();

        assertThat(child.output().lines().filter(line -> line.startsWith("listed ")))
                .containsExactly("listed crm shop");
        assertThat(child.output()).contains(" dev.taphouse.host.plugin.PluginStore ");
        assertThat(child.output().lines())
                .filteredOn(line -> line.contains(" org.pf4j.")
                        || line.contains(" org.slf4j.")
                        || line.contains(" com.github.zafarkhaja.")
                        || line.contains(" com.fasterxml.jackson.databind.")
                        || line.contains(".isolation.")
                        || line.contains(".host.plugin.StoreLock "))
                .isEmpty();
    }

    /** Lists what is installed. */
    static final class Listing {
        public static void main(String[] arguments) {
            StringBuilder ids = new StringBuilder("listed");
            new PluginStore(new Home(Path.of(arguments[0])), "0.1.0-SNAPSHOT")
                    .refresh()
                    .forEach(entry -> ids.append(' ').append(entry.id()));
            System.out.println(ids);
        }
    }
}
