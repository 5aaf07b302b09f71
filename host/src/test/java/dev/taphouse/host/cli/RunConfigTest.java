package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a config comes from, and what is said of one that cannot be used. */
class RunConfigTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(folder);
    }

    private Cli.Ended test(String... more) {
        String[] args = new String[more.length + 3];
        System.arraycopy(new String[] {"run", "shop", "--test-connection"}, 0, args, 0, 3);
        System.arraycopy(more, 0, args, 3, more.length);
        return cli.run(args);
    }

    @Test
    void laterPlacesWin() {
        cli.variable("TAP_SHOP_SIZE", "7")
                .variable("TAP_SHOP_SHOP_NAME", "from env")
                .stdin("{\"auth\": {\"a\": 1}}");
        String first = cli.file("a.json", "{\"name\": \"a\", \"size\": 1, \"auth\": null}");
        Cli.Ended ended = test("-c", first, "--config=ENV", "--config", "-", "--config-json", "{\"auth.b\": 2}");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err())
                .contains("name from env, token Optional.empty, size Optional[7], auth Optional[{a=1, b=2}]");
    }

    @Test
    void settingsHoldConfigAndCatalog() {
        String settings = cli.file("settings.yaml", """
                config: &all
                  name: from yaml
                  size: 010
                data_integration:
                  catalog: {streams: []}
                """);
        assertThat(test("--settings", settings).err()).contains("name from yaml", "size Optional[10]");
        String config = cli.file("c.json", "{\"name\": \"c\"}");
        Cli.Ended ended = cli.run("run", "shop", "--settings", settings, "-c", config);
        assertThat(ended.err()).contains("no stream is selected");
        assertThat(ended.messages("RECORD")).isEmpty();
    }

    @Test
    void brokenSettingsAreLocated() {
        assertThat(test("--settings", cli.file("s.yaml", "config: [1\n")).err())
                .matches("CRITICAL settings file '.*s.yaml' is not YAML at line 2, column 1; correct it there\n");
        assertThat(test("--settings", cli.file("t.yaml", "config: 3\n")).err())
                .contains("'config' in it is not a mapping");
        assertThat(test("--settings", cli.file("u.yaml", "config: {a: &x [*x]}\n"))
                        .err())
                .contains("is nested too deeply");
    }

    @Test
    void referencesAreLookedUpAndNotShown() {
        cli.variable("SHOP_TOKEN", "geheim1").file("name", "from file\n");
        String config = cli.file("c.json", "{\"name\": \"${file:name}\", \"token\": \"x-${env:SHOP_TOKEN}\"}");
        Cli.Ended ended = test("-c", config);
        assertThat(ended.err()).contains("name from file, token Optional[***]").doesNotContain("geheim1");
    }

    @Test
    void aReferenceCanBeWrittenAsText() {
        String config = cli.file("c.json", "{\"name\": \"$${env:A} ${other:B}\"}");
        assertThat(test("-c", config).err()).contains("name ${env:A} ${other:B},");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        cli.variable("SIZE", "secret words");
        String config = cli.file(
                "c.json",
                "{\"name\": \"${env:NO}${file:no}\", \"size\": \"${env:SIZE}\", \"rotate\": 3, \"tokn\": \"t\"}");
        Cli.Ended ended = test("-c", config, "--strict");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("""
                        CRITICAL shop: option 'tokn' is unknown; did you mean 'token'?
                        CRITICAL shop: option 'name' refers to the environment variable 'NO', which is not set; set it, or write the value in its place
                        CRITICAL shop: option 'name' refers to the file 'no', which does not exist; correct the path, which is relative to '%s'
                        CRITICAL shop: option 'size' (value ***) is not an integer; set it to an integer
                        CRITICAL shop: option 'rotate' (value 3) is not true or false; set it to true or false, such as false
                        """.formatted(folder));
    }

    @Test
    void unknownKeysWarnUnlessStrict() {
        String config = cli.file("c.json", "{\"name\": \"c\", \"zzz\": 1}");
        assertThat(test("-c", config).err()).contains("WARNING shop: option 'zzz' is unknown; it is ignored");
        Cli.Ended strict = test("-c", config, "--strict");
        assertThat(strict.err()).isEqualTo("CRITICAL shop: option 'zzz' is unknown; remove it\n");
        assertThat(strict.code()).isEqualTo(3);
    }

    @Test
    void secretsThatAllCanReadAreWarnedOf() throws IOException {
        String config = cli.file("c.json", "{\"name\": \"c\", \"token\": \"geheim\"}");
        Files.setPosixFilePermissions(Path.of(config), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(test("-c", config).err())
                .contains("WARNING config file '" + config + "' holds the secret 'token' and every user of this machine"
                        + " can read it; run: chmod 600 '" + config + "'")
                .doesNotContain("geheim");
        Files.setPosixFilePermissions(Path.of(config), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(test("-c", config).err()).doesNotContain("WARNING");
    }

    @Test
    void tokensAreWrittenBackOnlyOnRequest() throws IOException {
        String text = "{\"name\": \"c\", \"token\": \"old\", \"rotate\": true}";
        String config = cli.file("c.json", text);
        Files.setPosixFilePermissions(Path.of(config), PosixFilePermissions.fromString("rw-r-----"));
        test("-c", config);
        assertThat(Path.of(config)).hasContent(text);

        Path other = Files.createDirectory(folder.resolve("other"));
        Cli fresh = new Cli(other);
        Cli.Ended ended = fresh.run("run", "shop", "--test-connection", "-c", config, "--write-back-config");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(Json.object(Files.readString(Path.of(config))))
                .containsEntry("token", "rotated")
                .containsEntry("name", "c");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(config))))
                .isEqualTo("rw-r-----");
        try (var left = Files.list(folder)) {
            assertThat(left.map(file -> String.valueOf(file.getFileName()))).noneMatch(name -> name.startsWith(".new"));
        }
    }

    @Test
    void badInputIsOneLineAndQuotesNothing() {
        expect(
                3,
                "config file '" + folder.resolve("no") + "' does not exist; check the path given with --config",
                "-c",
                folder.resolve("no").toString());
        expect(
                3,
                "--config-json is not JSON at line 1, column 11; correct it there",
                "--config-json",
                "{\"token\": geheim}");
        expect(3, "--config-json is empty; write at least {}", "--config-json", "");
        byte[] latin = {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};
        String file = cli.file("latin.json", latin);
        expect(3, "config file '" + file + "' is not UTF-8 at line 1; save it as UTF-8", "-c", file);
        cli.stdin("[]");
        expect(
                3,
                "config on stdin holds a list and not an object; it must look like { \"key\": \"value\" }",
                "-c",
                "-");
        expect(2, "--config - is given twice, but stdin can be read once; keep one", "-c", "-", "-c", "-");
        expect(
                2,
                "--write-back-config has no file to write to; name one with --config FILE",
                "-c",
                "ENV",
                "--write-back-config");
    }

    private void expect(int code, String message, String... args) {
        Cli.Ended ended = test(args);
        assertThat(ended.err()).isEqualTo("CRITICAL " + message + "\n");
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
    }
}
