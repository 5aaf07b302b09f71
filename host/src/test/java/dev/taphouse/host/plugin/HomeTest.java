package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {
    @TempDir
    Path folder;

    @Test
    void theDistributionIsTheHomeUnlessOneIsNamed() {
        assertThat(Home.of(Map.of(), () -> folder).plugins()).isEqualTo(folder.resolve("plugins"));
        assertThat(Home.of(Map.of("TAPHOUSE_HOME", ""), () -> folder).folder()).isEqualTo(folder);
        assertThat(Home.of(Map.of("TAPHOUSE_HOME", folder.resolve("new/home").toString()), () -> folder))
                .isEqualTo(new Home(folder.resolve("new/home")));
    }

    /** Each Java has a registry of its own: two that share a home would else judge every zip anew by turns. */
    @Test
    void theRegistryIsOfThisJava() {
        assertThat(new Home(folder).registry())
                .isEqualTo(folder.resolve("registry-java" + Runtime.version().feature() + ".properties"));
    }

    @Test
    void aHomeThatIsNotWritableWorksInATemporaryOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Home home = Home.of(Map.of(), () -> file);
        try {
            assertThat(home.plugins()).isEqualTo(file.resolve("plugins"));
            assertThat(home.registry().startsWith(folder)).isFalse();
            assertThat(home.store()).startsWithRaw(home.work());
            assertThat(home.staging()).startsWithRaw(home.work());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.work())))
                    .isEqualTo("rwx------");
            assertThat(Home.of(Map.of(), () -> file)).isEqualTo(home);
            assertThat(new PluginStore(home, "0.1.0").refresh()).isEmpty();
        } finally {
            Folders.delete(home.work());
        }
    }

    @Test
    void aTemporaryHomeThatOthersCanWriteToIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Path work = Home.of(Map.of(), () -> file).work();
        try {
            Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));

            assertThatThrownBy(() -> Home.of(Map.of(), () -> file))
                    .isInstanceOf(Failure.class)
                    .hasMessage("the home " + file + " is not writable, and " + work
                            + " is not a folder of this user alone; set TAPHOUSE_HOME to a writable folder");
        } finally {
            Folders.delete(work);
        }
    }
}
