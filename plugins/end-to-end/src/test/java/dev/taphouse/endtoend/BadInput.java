package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command with bad input, and all it is to say.
 *
 * @param name what is bad
 * @param files the content of each file by its name
 * @param arguments of {@code bin/host}
 * @param stderr its lines, in which <code>{*}</code> stands for anything
 */
record BadInput(String name, Map<String, String> files, List<String> arguments, int exitCode, List<String> stderr) {

    /** The cases of a file, whose beginning describes it. */
    static List<BadInput> of(Path file) {
        try {
            return Pattern.compile("^== ", Pattern.MULTILINE)
                    .splitAsStream(Files.readString(file))
                    .skip(1)
                    .map(BadInput::parsed)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BadInput parsed(String text) {
        List<String> lines = text.strip().lines().toList();
        Map<String, String> files = new LinkedHashMap<>();
        int next = 1;
        while (!lines.get(next).startsWith("$")) {
            String[] file = lines.get(next++).split(" = ?", 2);
            files.put(file[0], file[1]);
        }
        List<String> arguments = new ArrayList<>(List.of(lines.get(next).split(" ")));
        return new BadInput(
                lines.get(0),
                files,
                arguments.subList(1, arguments.size()),
                Integer.parseInt(lines.get(next + 1)),
                lines.subList(next + 2, lines.size()));
    }

    /** Runs it in a folder of its own. */
    void check(Distribution distribution, SampleDb database, Path folder) {
        Map<String, String> names = Map.of(
                "{database}", database.file().toString(),
                "{folder}", folder.toString(),
                "{plugins}", distribution.plugins().toString());
        files.forEach((file, content) -> write(folder.resolve(file), filled(content, names)));

        Result result =
                distribution.host(arguments.toArray(String[]::new)).in(folder).run();

        assertThat(result.stderr())
                .matches(stderr.stream()
                        .map(line -> pattern(filled(line, names)) + "\\R")
                        .collect(Collectors.joining()));
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(exitCode);
        assertThat(result.stdout()).isEmpty();
    }

    private static String filled(String text, Map<String, String> names) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return filled;
    }

    private static String pattern(String line) {
        return List.of(line.split("\\{\\*\\}", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
