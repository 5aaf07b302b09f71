package dev.taphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorZipTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:06Z");

    @TempDir
    Path folder;

    private Path project;
    private Path descriptor;
    private Library library;

    @BeforeEach
    void makeAProject() throws IOException {
        project = Files.createDirectory(folder.resolve("crm"));
        descriptor = Files.writeString(folder.resolve("written.properties"), "plugin.id=crm\n");
        library = new TestJar().with("acme/CrmSource.class").write(folder, "built.jar", "the connector itself");
        file("README.md");
        file("templates/config.json");
    }

    @Test
    void holdsTheAgreedNamesAndNothingElse() throws IOException {
        for (String name : List.of(
                "LICENSE",
                "NOTICE",
                "licenses/h2.txt",
                "schemas/deals.json",
                "schemas/more/notes.json",
                "schemas/.deals.json.swp",
                ".git/config",
                "pom.xml",
                "src/main/java/A.java",
                "data/x.csv")) {
            file(name);
        }

        assertThat(entriesOf(write("a.zip")))
                .containsExactly(
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "lib/built.jar",
                        "licenses/h2.txt",
                        "plugin.properties",
                        "schemas/deals.json",
                        "schemas/more/notes.json",
                        "templates/config.json");
    }

    @Test
    void needsNoSchemas() throws IOException {
        assertThat(entriesOf(write("a.zip")))
                .containsExactly("README.md", "lib/built.jar", "plugin.properties", "templates/config.json");
    }

    @Test
    void isTheSameBytesWhenMadeAgainLater() throws IOException {
        Path first = write("a.zip");
        file("README.md");

        assertThat(write("b.zip")).hasSameBinaryContentAs(first);
    }

    @Test
    void givesEveryEntryTheTimeOfTheBuild() throws IOException {
        try (ZipFile zip = new ZipFile(write("a.zip").toFile())) {
            assertThat(zip.stream().map(entry -> entry.getTimeLocal().toString()))
                    .containsOnly("2026-01-02T03:04:06");
        }
    }

    private void file(String name) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }

    private Path write(String name) throws IOException {
        Path zip = folder.resolve(name);
        new ConnectorZip()
                .descriptor(descriptor)
                .libraries(List.of(library))
                .project(project)
                .write(zip, TIME);
        return zip;
    }

    private static List<String> entriesOf(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
