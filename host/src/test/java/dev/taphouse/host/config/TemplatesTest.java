package dev.taphouse.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files the host hands out. */
class TemplatesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    @TempDir
    private Path folder;

    @Test
    void configIsJsonThatWarnsOfNothingButItsOption() throws IOException {
        Map<String, @Nullable Object> raw = Json.object(text("config.json"));
        List<String> warnings = new ArrayList<>();
        Config.of("crm", List.of(), raw, warnings::add);
        assertThat(warnings).containsExactly("crm: option 'start_date' is unknown; it is ignored");
    }

    @Test
    void readmeHasTheSectionsAUserNeeds() throws IOException {
        String readme = text("README.md");
        assertThat(readme.lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# ${name}",
                        "## Install",
                        "## Settings",
                        "## Authentication",
                        "## Prerequisites",
                        "## Permissions",
                        "## Streams",
                        "## Limits",
                        "## Examples",
                        "## Troubleshooting",
                        "## Licence");
        assertThat(placeholders(readme))
                .containsExactly("description", "id", "license", "name", "options", "streams", "version");
    }

    @Test
    void meltanoEntryIsPlainYaml() throws IOException {
        String yaml = text("meltano.yml");
        assertThat(yaml.lines())
                .allSatisfy(line ->
                        assertThat(line).doesNotContain("\t").matches(" *(#.*|(- )?[\\w-]+:( \\S.*)?|- \\S.*)"));
        assertThat(yaml.lines())
                .contains("  - name: tap-${id}", "    namespace: tap_${namespace}", "    - catalog", "    - state");
        assertThat(placeholders(yaml)).containsExactly("executable", "id", "name", "namespace", "required", "settings");
    }

    @Test
    void launcherPassesEverythingOn() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("home with space"));
        script(bin.resolve("host"), "#!/bin/sh\nprintf '[%s]' \"$@\"\nexit 5\n");
        Path launcher = script(bin.resolve("tap-crm"), text("tap-launcher.sh").replace("${id}", "crm"));
        Path link = Files.createSymbolicLink(folder.resolve("tap-crm"), launcher);

        for (Path each : List.of(launcher, link)) {
            Process process = new ProcessBuilder(each.toString(), "--config", "a b.json", "", "*")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("[run][crm][--config][a b.json][][*]");
            assertThat(process.waitFor()).isEqualTo(5);
        }
    }

    @Test
    void launcherIsValidShell() throws Exception {
        Path launcher = script(folder.resolve("tap"), text("tap-launcher.sh"));
        Process process = new ProcessBuilder("sh", "-n", launcher.toString()).start();
        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> names = new TreeSet<>();
        PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(names::add);
        return names;
    }

    private static String text(String template) throws IOException {
        try (InputStream in = TemplatesTest.class.getResourceAsStream("/dev/taphouse/templates/" + template)) {
            return new String(Objects.requireNonNull(in, template).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
