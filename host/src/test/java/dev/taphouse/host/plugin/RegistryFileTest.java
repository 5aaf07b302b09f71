package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryFileTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Descriptor crm = new Descriptor("crm", "1.0.0", " Größe = 1: # ! \\ ", ">=0.1.0 & <1.0.0", "", "MIT");
        Examination usable =
                new Examination("ab12", Optional.of(crm), Optional.empty(), "cd34", List.of("odd", "a\nb"));
        Examination broken =
                new Examination("", Optional.empty(), Optional.of("it is \u00ab \ud83c\udf7a"), "", List.of());
        Registry registry = new Registry(
                "0.1.0",
                List.of(
                        new Registry.KnownZip(new Zip("a b=c.zip", 3, -4, "(dev=1,ino=2)"), usable, true),
                        new Registry.KnownZip(new Zip("\u00e4\n.zip", 0, 5, ""), broken, true)));
        RegistryFile file = new RegistryFile(folder.resolve("registry"));

        file.write(registry);

        assertThat(file.read()).contains(registry);
    }

    @Test
    void aFailureOfTheDiskIsNotKept() throws IOException {
        Examination failed = new Examination("", Optional.empty(), Optional.of("no space"), "", List.of());
        RegistryFile file = new RegistryFile(folder.resolve("registry"));

        file.write(new Registry("0.1.0", List.of(new Registry.KnownZip(new Zip("a.zip", 1, 2, ""), failed, false))));

        assertThat(file.read()).contains(new Registry("0.1.0", List.of()));
    }
}
