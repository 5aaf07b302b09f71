package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents tell a reader to run does run: in the folder that the demo leaves, block after block. */
final class DocsIT {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> documents() throws IOException {
        Path root = Built.root();
        return Stream.concat(Stream.of(root.resolve("README.md")), markdown(root.resolve("docs")).stream())
                .filter(document -> !RunnableBlock.of(document).isEmpty())
                .map(document -> DynamicTest.dynamicTest(
                        root.relativize(document).toString(), () -> run(document, demo(document))));
    }

    @Test
    void commandsAndMarkedBlocksAreRun() {
        Path home = Distribution.unpackedIn(folder).home();

        run(Resources.file("sample.md"), home);

        assertThat(home.resolve("console.txt")).hasContent("one\ntwo\n3\n4\n");
    }

    @Test
    void aBlockThatFailsIsNamed() {
        Path home = Distribution.unpackedIn(folder).home();

        assertThatThrownBy(() -> run(Resources.file("broken.md"), home))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("broken.md:8: exit code of\nbin/host lsit\n")
                .hasMessageContaining("stderr: CRITICAL ");
        assertThat(home.resolve("never.txt")).doesNotExist();
    }

    private Path demo(Path document) {
        Path demo = folder.resolve("of-" + document.getFileName());
        Demo.in(demo).run().succeeded();
        return demo;
    }

    private static void run(Path document, Path folder) {
        RunnableBlock.of(document).forEach(block -> block.run(folder));
    }

    private static List<Path> markdown(Path docs) throws IOException {
        try (Stream<Path> files = Files.walk(docs)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
