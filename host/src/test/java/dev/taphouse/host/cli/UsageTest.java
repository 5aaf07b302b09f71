package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that are not understood. */
class UsageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run shop --confg x          | unknown option '--confg', did you mean '--config'?; see 'host run --help'
            run shop --pasword=geheim   | unknown option '--pasword'; see 'host run --help'
            run shop --qwertz           | unknown option '--qwertz'; see 'host run --help'
            run shop extra              | unexpected argument 'extra'; see 'host run --help'
            rum shop                    | unknown command 'rum', did you mean 'run'?; see 'host --help'
            run shop --selected-streams a --selected-streams-json b | --selected-streams and --selected-streams-json say the same; keep one
            run shop --selected-streams-json {} | --selected-streams-json is not a JSON list of stream ids, such as ["orders", "customers"]; correct it
            """)
    void isOneLineWithASuggestion(String line, String message) {
        Cli.Ended ended = new Cli(folder).run(line.split(" "));
        assertThat(ended.err()).isEqualTo("CRITICAL " + message + "\n");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run                           | Missing required parameter: 'ID'
            run shop --catalog a -p b     | should be specified only once
            run shop --test=everything    | expected one of [all, schema, records]
            run shop --config             | Missing required parameter for option '--config'
            completion fish               | expected one of [bash, zsh]
            """)
    void picoclisWordsAreKept(String line, String part) {
        Cli.Ended ended = new Cli(folder).run(line.split(" "));
        assertThat(ended.err()).startsWith("CRITICAL ").contains(part).hasLineCount(1);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"run shop --log-format json --confg x", "run shop --confg x --log_format=json"})
    void isJsonWhereTheLogIs(String line) {
        Cli.Ended ended = new Cli(folder).run(line.split(" "));
        assertThat(ended.err())
                .hasLineCount(1)
                .startsWith("{\"level\":\"critical\"")
                .contains("\"app_name\":\"shop\"", "unknown option '--confg', did you mean '--config'?");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void spellingsWithUnderscoresAreOursAlone() {
        String[] known = MageSpelling.normalised(
                new String[] {"run", "--config_json=a_b", "--no_such", "a_b", "--test", "--", "--config_json"},
                Set.of("--config-json"));
        assertThat(known)
                .containsExactly("run", "--config-json=a_b", "--no_such", "a_b", "--test=all", "--", "--config_json");
    }
}
