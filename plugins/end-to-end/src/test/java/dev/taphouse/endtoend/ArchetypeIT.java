package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The author's first hour, as docs/authors.md tells it, outside this repository; and what is refused on the way. */
class ArchetypeIT {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```sh\\n((?s:.*?))^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^## .*$");

    @TempDir
    static Path folder;

    private static LocalRepository repository;
    private static Path project;
    private static String generate;
    private static String printed;

    @BeforeAll
    static void anAuthorsFirstHour() throws Exception {
        repository = LocalRepository.in(Files.createDirectory(folder.resolve("repository")));
        Path desk = Files.createDirectory(folder.resolve("desk"));
        lookLikeThisCheckout(desk);
        Files.copy(Built.distribution(), desk.resolve(Built.distribution().getFileName()));
        List<String> blocks = matches(BLOCK, read(Built.root().resolve("docs/authors.md")));
        generate = blocks.stream()
                .filter(block -> block.contains(":generate "))
                .findFirst()
                .orElseThrow();
        printed = new Author(desk, repository)
                .run(String.join("", blocks))
                .succeeded()
                .stdout();
        project = desk.resolve("my-api");
    }

    /** What switches the gates of this house on, for projects that bring no .mvn of their own. */
    private static void lookLikeThisCheckout(Path desk) throws IOException {
        Files.createDirectory(desk.resolve(".mvn"));
        Files.createFile(Files.createDirectory(desk.resolve("plugin-api")).resolve("pom.xml"));
    }

    @AfterAll
    static void unlink() throws IOException {
        repository.close();
    }

    @Test
    void generatesAProject() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> project.relativize(file).toString())
                            .filter(file -> !file.startsWith("target/"))
                            .filter(file -> !file.matches("data/.*|[a-z]*\\.jsonl?"))) // what the docs' commands made
                    .containsExactlyInAnyOrder(
                            ".gitignore",
                            ".mvn/maven.config",
                            "README.md",
                            "pom.xml",
                            "schemas/orders.json",
                            "src/main/java/com/example/myapi/MyApiSource.java",
                            "src/main/resources/META-INF/services/dev.taphouse.api.Source",
                            "src/test/data/orders.tsv",
                            "src/test/java/com/example/myapi/MyApiSourceTest.java",
                            "templates/config.json");
        }
    }

    @Test
    void leavesTheAuthorLittleToRead() throws IOException {
        String source = read(project.resolve("src/main/java/com/example/myapi/MyApiSource.java"));
        String test = read(project.resolve("src/test/java/com/example/myapi/MyApiSourceTest.java"));
        assertThat(source.lines().count() + test.lines().count()).isLessThan(120);
    }

    @Test
    void hasAReadmeWithTheSectionsOfEveryConnector() throws IOException {
        assertThat(matches(HEADING, read(project.resolve("README.md"))))
                .containsAll(matches(HEADING, read(Built.root().resolve("templates/README.md"))));
    }

    @Test
    void runsItsTestsAndSkipsTheGatesOfThisHouse() {
        assertThat(printed).containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(printed).doesNotContain("spotless", "enforcer");
    }

    @Test
    void isListedWhenItsZipIsDroppedIn() {
        assertThat(printed)
                .containsPattern("my-api +0\\.1\\.0 .*Copies tab-separated files of a folder\\.")
                .contains("my-api: the connection works");
    }

    @Test
    void copiesEveryRow() throws IOException {
        assertThat(rows("orders.jsonl"))
                .containsExactly(
                        "1 Ada 12.5 2026-01-05T09:30:00Z",
                        "2 Bob null 2026-01-06T10:00:00Z",
                        "3 Cleo 7.25 2026-01-06T10:00:00Z",
                        "4 null 1000 2026-01-08T23:59:59.500000Z");
    }

    @Test
    void goesOnFromItsState() throws IOException {
        assertThat(rows("more.jsonl"))
                .containsExactly("4 null 1000 2026-01-08T23:59:59.500000Z", "5 Dora 3 2026-01-09T08:00:00Z");
    }

    @Test
    void saysWhatIsWrongWithASetting() {
        assertThat(printed)
                .contains("my-api: option 'folder' is 'nowhere', which is no folder."
                        + " Set it to the folder that holds the .tsv files.\nexit code 3\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    My_Api | artifactId 'My_Api' is the connector's id and becomes a folder: use lower case letters
                    -my--api | artifactId '-my--api' is the connector's id and becomes a folder: use lower case letters
                    con | artifactId 'con' is reserved: use another, such as -DartifactId=my-con
                    new | package 'com.example.new' is not a name in Java: give one, such as -Dpackage=com.example.mycrm
                    """)
    void refusesANameThatWouldFailLater(String artifactId, String why, @TempDir Path desk) throws Exception {
        String command = generate.replace("=my-api", "=" + artifactId);
        Result refused = new Author(desk, repository).run(command);

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stdout()).contains(why);
        assertThat(desk).isEmptyDirectory();
    }

    @Test
    void leavesWhatWasThereBeforeWhenItRefuses(@TempDir Path desk) throws Exception {
        Path notes =
                Files.writeString(Files.createDirectory(desk.resolve("con")).resolve("notes.txt"), "mine");

        assertThat(new Author(desk, repository)
                        .run(generate.replace("=my-api", "=con"))
                        .exitCode())
                .isNotZero();

        assertThat(notes).hasContent("mine");
    }

    @Test
    void refusesToPackageWhatTheHostBrings(@TempDir Path desk) throws Exception {
        Author author = new Author(desk, repository);
        author.run(generate).succeeded();
        Path pom = desk.resolve("my-api/pom.xml");
        String slf4jSimple = "<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>"
                + Built.value("slf4j.version") + "</version></dependency>";
        Files.writeString(
                pom,
                read(pom)
                        .replace("<scope>provided</scope>", "<scope>compile</scope>")
                        .replace("</dependencies>", slf4jSimple + "</dependencies>"));

        Result refused = author.run("cd my-api; mvn -B package -DskipTests");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stdout())
                .contains(
                        "connector my-api cannot be packaged:",
                        "lib/plugin-api-" + Built.value("taphouse.version") + ".jar holds the plugin API,"
                                + " which only the host may bring",
                        "lib/slf4j-simple-" + Built.value("slf4j.version") + ".jar holds an slf4j provider and slf4j,"
                                + " which only the host may bring",
                        "give that dependency the scope 'provided', or exclude it");
        assertThat(desk.resolve("my-api/target/my-api-0.1.0.zip")).doesNotExist();
    }

    private static List<String> rows(String file) throws IOException {
        return Messages.of(Files.readAllLines(project.resolve(file))).rows("orders").stream()
                .map(row -> Stream.of("id", "customer", "total", "updated_at")
                        .map(field -> text(row.get(field)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .toList();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
