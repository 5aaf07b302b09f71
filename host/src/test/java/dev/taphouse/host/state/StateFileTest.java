package dev.taphouse.host.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateFileTest {
    private static final Map<String, Object> ONE = Map.of("bookmarks", Map.of("a", Map.of("id", 1L)));

    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void documentAloneNeedsNoWord() throws IOException {
        assertThat(read("{\n  \"bookmarks\": {\"a\": {\"id\": 1}}\n}\n")).isEqualTo(ONE);
        assertThat(read("{\"bookmarks\":{\"a\":{\"id\":1}}}\n\n")).isEqualTo(ONE);
        assertThat(notes).isEmpty();
    }

    @Test
    void wholeMessageIsUnwrapped() throws IOException {
        assertThat(read("{\"type\": \"STATE\", \"value\": {\"bookmarks\": {\"a\": {\"id\": 1}}}}"))
                .isEqualTo(ONE);
        assertThat(notes).containsExactly("state file 's.json' holds a whole STATE message; its value is taken");
    }

    @Test
    void whatMeltanoPrintsIsUnwrapped() throws IOException {
        assertThat(read("{\"singer_state\": {\"bookmarks\": {\"a\": {\"id\": 1}}}}"))
                .isEqualTo(ONE);
    }

    @Test
    void lastOfSeveralLinesCounts() throws IOException {
        assertThat(
                        read(
                                "{\"bookmarks\":{}}\r\n\n{\"type\":\"STATE\",\"value\":{}}\n{\"bookmarks\":{\"a\":{\"id\":1}}}"))
                .isEqualTo(ONE);
        assertThat(notes).containsExactly("state file 's.json' holds 3 states, one a line; the last one is taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}~{\"bookmarks\": {\"or | holds several lines, and number 2 is not a whole JSON object; remove it, or give the"
                        + " state that counts alone",
                "{}~[] | holds several lines, and number 2 is not a whole JSON object; remove it, or give the state that counts"
                        + " alone",
                "{\"type\":\"SCHEMA\"}~{\"type\":\"STATE\",\"value\":{}} | holds a SCHEMA message, so it is the output of a tap,"
                        + " whose states cover rows that no target may have stored; give what the target printed",
                "{\"type\":\"RECORD\"} | holds a RECORD message, so it is the output of a tap, whose states cover rows that no"
                        + " target may have stored; give what the target printed",
                "{\"type\":\"STATE\",\"value\":null} | holds a STATE message whose value is no state; there is nothing to go on"
                        + " from",
                "[1] | holds a list and not an object; it must look like { \"key\": \"value\" }",
                "~ | is empty; write at least {}"
            })
    void whatIsNotPlainIsAnError(String content, String message) {
        assertThatThrownBy(() -> read(content.replace('~', '\n')))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUT))
                .hasMessage("state file 's.json' " + message);
    }

    @Test
    void malformedTextInOneOfSeveralLinesIsFound() throws IOException {
        byte[] bytes = "{}\n{\"a\":\"?\"}\n".getBytes(StandardCharsets.UTF_8);
        bytes[9] = (byte) 0xff;
        assertThatThrownBy(() -> new StateFile(Path.of("s.json"), notes::add).read(bytes))
                .hasMessageStartingWith("state file 's.json' holds several lines, and number 2 is not");
    }

    @Test
    void fileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new StateFile(Path.of("none.json"), notes::add).read())
                .hasMessage("state file 'none.json' does not exist; check its path");
    }

    @Test
    void fileIsReplacedAtOneStrokeAndKeepsItsRights() throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        new StateFile(link, notes::add).write(Map.copyOf(ONE));
        assertThat(new StateFile(file, notes::add).read()).isEqualTo(ONE);
        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whatIsNoStateIsNotWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), "{}");
        assertThatThrownBy(() -> new StateFile(file, notes::add).write(Map.of("bookmarks", "none")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("bookmarks");
        assertThat(file).hasContent("{}");
    }

    private Map<String, @Nullable Object> read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), content);
        return new StateFile(Path.of("s.json"), notes::add).read(Files.readAllBytes(file));
    }
}
