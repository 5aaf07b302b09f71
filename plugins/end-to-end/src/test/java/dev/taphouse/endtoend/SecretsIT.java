package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret of the config is in no log and no message, also where a connector puts it there. */
final class SecretsIT {
    private static final String SECRET = "s3cr3t-0123456789";

    @TempDir
    static Path shared;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Distribution distribution;

    @TempDir
    Path folder;

    @BeforeAll
    static void dropLeaky() throws IOException {
        String source = Files.readString(Resources.file("LeakySource.java.txt"));
        distribution = Distribution.unpackedIn(shared)
                .drop(PluginZip.of("leaky")
                        .source("leaky.LeakySource", source, "leaky.LeakySource")
                        .write(shared));
    }

    private Result run(String config, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        return distribution
                .host("run", "leaky", "--config", file.toString(), "--test-connection")
                .with(more)
                .run();
    }

    @ParameterizedTest
    @CsvSource({"known, 4, ''", "known, 4, --debug", "bug, 1, ''", "bug, 1, --debug"})
    void aConnectorThatTellsItIsMasked(String how, int exitCode, String flag) throws IOException {
        String config = "{\"api_key\": \"" + SECRET + "\", \"how\": \"" + how + "\"}";

        Result result = flag.isEmpty() ? run(config) : run(config, flag);

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(exitCode);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .doesNotContain(SECRET)
                .contains(
                        "INFO leaky: the key is ***\n",
                        "ERROR leaky: the key is ***\n",
                        "printed: ***\n",
                        "left open: ***");
    }

    @Test
    void aWrongTypeIsToldWithoutTheValue() throws IOException {
        Result result = run("{\"api_key\": [\"" + SECRET + "\"], \"how\": \"known\"}", "--debug");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stderr()).contains("option 'api_key' (value ***)").doesNotContain(SECRET);
    }

    @Test
    void aConfigThatIsNotJsonIsNotQuoted() throws IOException {
        Result result = run("{\"api_key\": " + SECRET + "}", "--debug");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stderr()).contains("is not JSON at line 1").doesNotContain(SECRET);
    }
}
