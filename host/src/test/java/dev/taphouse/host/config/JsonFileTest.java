package dev.taphouse.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsAnObjectInOrder() throws IOException {
        Map<String, Object> read = JsonFile.readObject(file("{\"b\":1,\"a\":\"Ærø\",\"c\":0.10}"), "config");
        assertThat(read.entrySet())
                .containsExactly(Map.entry("b", 1L), Map.entry("a", "Ærø"), Map.entry("c", new BigDecimal("0.10")));
    }

    @Test
    void acceptsAByteOrderMark() throws IOException {
        assertThat(JsonFile.readObject(file("\ufeff{\"a\":1}"), "config")).containsEntry("a", 1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|is empty; write at least {}",
                "` `|is empty; write at least {}",
                "[1]|holds a list and not an object; it must look like { \"key\": \"value\" }",
                "null|holds a single value and not an object; it must look like { \"key\": \"value\" }",
                "{\"password\":hunter2}|is not JSON at line 1, column 13; correct it there",
                "{\"password\":\"hunter2\"|is not JSON at line 1, column 22: it ends before the last bracket or quote is"
                        + " closed; correct it there",
                "{\"password\":\"hunter2|is not JSON at line 1, column 21: it ends before the last bracket or quote is"
                        + " closed; correct it there",
                "{\"a\":\"hunter2\",}|is not JSON at line 1, column 16: Unexpected character ('}' (code 125)): was"
                        + " expecting double-quote to start field name; correct it there",
                "{\"a\":1,\"a\":\"hunter2\"}|is not JSON at line 1, column 11: Duplicate field 'a'; correct it there",
                "{\"a\":1} hunter2|is not JSON at line 1, column 9; correct it there",
                "{'a':'hunter2'}|is not JSON at line 1, column 2: Unexpected character (''' (code 39)): was expecting"
                        + " double-quote to start field name; correct it there",
            })
    void saysWhereItIsNotJson(String text, String reason) throws IOException {
        Path file = file(text);
        assertFails(file, "config file '" + file + "' " + reason);
    }

    @Test
    void refusesNestingWithoutEnd() throws IOException {
        Path file = file("{\"a\":".repeat(2000));
        assertFails(
                file,
                "config file '" + file + "' is not JSON at line 1, column 5002: its brackets are nested too deeply;"
                        + " correct it there");
    }

    @Test
    void saysWhereATextIsTooLong() throws IOException {
        Path file = folder.resolve("config.json");
        byte[] text = new byte[(64 << 20) + 100_000];
        Arrays.fill(text, (byte) 'x');
        byte[] start = "{\n\"a\": \"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, text, 0, start.length);
        Files.write(file, text);

        assertThatThrownBy(() -> JsonFile.readObject(file, "config"))
                .isInstanceOf(Failure.class)
                .hasMessageMatching(
                        "config file '.*' is not JSON at line 2, column \\d+: a text in it is longer than 64"
                                + " MiB; correct it there");
    }

    @Test
    void saysWhereANumberIsTooLong() throws IOException {
        Path file = file("{\"a\": " + "1".repeat(20_000) + "}");
        assertThatThrownBy(() -> JsonFile.readObject(file, "config"))
                .hasMessageMatching("config file '.*' is not JSON at line 1, column \\d+: a number in it has more than"
                        + " 10000 digits; correct it there");
    }

    @Test
    void keepsTheContentOutOfStackTraces() throws IOException {
        Path file = file("{\"password\":hunter2}");
        assertThatThrownBy(() -> JsonFile.readObject(file, "config"))
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    @Test
    void namesTheFlagOfAMissingFile() {
        Path file = folder.resolve("none.json");
        assertThatThrownBy(() -> JsonFile.readObject(file, "catalog"))
                .hasMessage("catalog file '" + file + "' does not exist; check the path given with --catalog");
    }

    @Test
    void refusesAFolder() {
        assertFails(folder, "config file '" + folder + "' is a folder; name a file in it with --config");
    }

    @Test
    void refusesAFileItMayNotRead() throws IOException {
        Path file = file("{}");
        assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();
        assertFails(file, "config file '" + file + "' may not be read; give this user the right to read it");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void refusesWiderEncodings(String encoding) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, "{\"a\":1}", Charset.forName(encoding));
        assertFails(
                file, "config file '" + file + "' is written in UTF-16 or UTF-32 and not in UTF-8; save it as UTF-8");
    }

    @Test
    void saysWhereItIsNotUtf8() throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, "{\n\"a\": \"" + "x".repeat(20_000) + "é\"}", StandardCharsets.ISO_8859_1);
        assertFails(file, "config file '" + file + "' is not UTF-8 at line 2; save it as UTF-8");
    }

    @Test
    void refusesAHugeFileWithoutReadingIt() throws IOException {
        Path file = folder.resolve("config.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((256L << 20) + 1);
        }
        assertFails(file, "config file '" + file + "' is larger than 256 MiB; check that it is the right file");
    }

    @Test
    void stopsReadingWhatHasNoSize() {
        Path zeros = Path.of("/dev/zero");
        assumeThat(zeros).exists();
        assertThatThrownBy(() -> JsonFile.readObject(zeros, "state", 1 << 20))
                .hasMessage("state file '/dev/zero' is larger than 1 MiB; check that it is the right file");
    }

    private static void assertFails(Path file, String message) {
        assertThatThrownBy(() -> JsonFile.readObject(file, "config"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUT))
                .hasMessage(message);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("config.json"), text);
    }
}
