package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fenced block of a Markdown document that a reader can run: marked {@code console}, with commands after {@code $ },
 * or marked {@code sh} below a line {@code <!-- runnable -->}.
 *
 * @param document the file
 * @param line where the fence begins, counted from 1
 * @param script for {@code sh}
 */
record RunnableBlock(Path document, int line, String script) {
    private static final String MARK = "<!-- runnable -->";
    private static final String PROMPT = "$ ";

    /** All blocks of a document, in order. */
    static List<RunnableBlock> of(Path document) {
        try {
            List<String> lines = Files.readAllLines(document);
            List<RunnableBlock> blocks = new ArrayList<>();
            for (int begin = 0; begin < lines.size(); begin++) {
                if (lines.get(begin).startsWith("```")) {
                    int end = begin + 1 + lines.subList(begin + 1, lines.size()).indexOf("```");
                    List<String> content = lines.subList(begin + 1, end);
                    boolean marked = begin > 0 && lines.get(begin - 1).equals(MARK);
                    switch (lines.get(begin)) {
                        case "```console" -> blocks.add(new RunnableBlock(document, begin + 1, commands(content)));
                        case "```sh" -> {
                            if (marked) {
                                blocks.add(new RunnableBlock(document, begin + 1, String.join("\n", content)));
                            }
                        }
                        default ->
                            assertThat(marked)
                                    .as("%s:%d: only sh can be marked as runnable", document, begin + 1)
                                    .isFalse();
                    }
                    begin = end;
                }
            }
            return blocks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commands without what they print; one that ends in a backslash goes on in the next line. */
    private static String commands(List<String> content) {
        List<String> commands = new ArrayList<>();
        boolean goesOn = false;
        for (String line : content) {
            if (goesOn || line.startsWith(PROMPT)) {
                commands.add(goesOn ? line : line.substring(PROMPT.length()));
                goesOn = line.endsWith("\\");
            }
        }
        return commands.stream().collect(Collectors.joining("\n"));
    }

    /** Runs it; fails when one of its commands does. */
    void run(Path folder) {
        Result result = Cli.of(Path.of("sh"), "-euc", script).in(folder).run();
        assertThat(result.exitCode())
                .as("%s:%d: exit code of\n%s\nstderr: %s", document.getFileName(), line, script, result.stderr())
                .isZero();
    }
}
