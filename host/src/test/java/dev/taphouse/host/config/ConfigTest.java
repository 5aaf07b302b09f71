package dev.taphouse.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Option;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final Option<String> DATABASE =
            Option.text("database", "File of the database").example("shop.db").alias("path");
    private static final Option<Long> PORT = Option.integer("port", "Port").defaultsTo(5432L);
    private static final Option<String> PASSWORD = Option.secret("password", "Password");
    private static final Option<Optional<String>> TOKEN =
            Option.secret("token", "Token").optional();
    private static final Option<String> MODE =
            Option.text("mode", "How to connect").oneOf("plain", "tls").defaultsTo("tls");
    private static final Option<Optional<Map<String, Object>>> EXTRA = Option.object(
                    "extra",
                    "More",
                    "{\"properties\":{\"key\":{\"$ref\":\"#/definitions/k\"}},\"required\":[\"key\"],"
                            + "\"definitions\":{\"k\":{\"type\":\"string\",\"pattern\":\"^k\"}}}")
            .optional();
    private static final List<Option<?>> OPTIONS = List.of(DATABASE, PORT, PASSWORD, TOKEN, MODE, EXTRA);

    private final List<String> warnings = new ArrayList<>();

    @Test
    void givesValuesAndDefaults() {
        Config config = config("{\"database\":\"a.db\",\"port\":\"15\",\"password\":\"hunter2\",\"token\":null}");
        assertThat(config.get(DATABASE)).isEqualTo("a.db");
        assertThat(config.get(PORT)).isEqualTo(15);
        assertThat(config.get(TOKEN)).isEmpty();
        assertThat(config.get(MODE)).isEqualTo("tls");
        assertThat(config.get(EXTRA)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void resolvesEveryKind() {
        Option<Boolean> flag = Option.flag("flag", "F");
        Option<Instant> since = Option.instant("since", "S");
        Option<Duration> wait = Option.duration("wait", "W");
        Option<List<String>> streams = Option.list("streams", "S");
        Config config = Config.of(
                "crm",
                List.of(flag, since, wait, streams),
                Map.of("flag", "true", "since", "2026-01-31", "wait", 30L, "streams", "a, b"),
                warnings::add);
        assertThat(config.get(flag)).isTrue();
        assertThat(config.get(since)).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(config.get(wait)).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.get(streams)).containsExactly("a", "b");
    }

    @Test
    void takesAnAlias() {
        assertThat(config("{\"path\":\"a.db\",\"password\":\"x\"}").get(DATABASE))
                .isEqualTo("a.db");
    }

    @Test
    void knowsSecretsAndShowsNone() {
        Config config = config("{\"database\":\"a.db\",\"password\":\"hunter2\",\"token\":\"t0k3n\"}");
        assertThat(config.secrets()).containsExactly("hunter2", "t0k3n");
        assertThat(config).asString().contains("sqlite", "password").doesNotContain("hunter2", "t0k3n");
        assertThat(config("{\"database\":\"a.db\",\"password\":\"\"}").secrets())
                .isEmpty();
    }

    @Test
    void refusesAnOptionThatIsNotListed() {
        Config config = config("{\"database\":\"a.db\",\"password\":\"x\"}");
        assertThatThrownBy(() -> config.get(Option.text("host", "H")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sqlite: option 'host' is not among the source's options(), which are"
                        + " database, extra, mode, password, port, token");
    }

    @Test
    void warnsOfUnknownKeys() {
        config("{\"database\":\"a.db\",\"password\":\"x\",\"prot\":1,\"_meltano\":{},\"auth.x\":1,\"//\":\"note\","
                + "\"a\\nb\":1}");
        assertThat(warnings)
                .containsExactly(
                        "sqlite: option 'prot' is unknown; did you mean 'port'?",
                        "sqlite: option '_meltano' is unknown; it is ignored",
                        "sqlite: option 'auth.x' is unknown; it is ignored",
                        "sqlite: option 'a\\nb' is unknown; it is ignored");
    }

    @Test
    void tellsAllProblemsAtOnceWithoutSecrets() {
        assertThat(failure("{\"databse\":\"a.db\",\"port\":\"hunter\",\"password\":12345678,\"mode\":\"ssl\"}"))
                .isEqualTo("""
                        sqlite: option 'database' is missing; is 'databse', which is unknown, meant to be it?
                        sqlite: option 'port' (value "hunter") is not an integer; set it to an integer, such as 5432
                        sqlite: option 'password' (value ***) is not a text; set it to a text
                        sqlite: option 'mode' (value "ssl") is not one of plain, tls; set it to one of these""");
        assertThat(warnings).containsExactly("sqlite: option 'databse' is unknown; did you mean 'database'?");
    }

    @Test
    void saysWhatAMissingOptionIs() {
        assertThat(failure("{\"database\":null,\"password\":\"x\"}"))
                .isEqualTo("sqlite: option 'database' is missing; it has no default, so add \"database\" to the config"
                        + " (File of the database)");
    }

    @Test
    void refusesTwoNamesForOneOption() {
        assertThat(failure("{\"database\":\"a.db\",\"path\":\"b.db\",\"password\":\"x\"}"))
                .isEqualTo("sqlite: option 'database' is given under 'database' and 'path', which mean the same;"
                        + " keep one");
    }

    @Test
    void refusesAPlaceholder() {
        assertThat(failure("{\"database\":\"a.db\",\"password\":\"<password>\",\"token\":\"<token>\"}"))
                .isEqualTo("""
                        sqlite: option 'password' still holds the template's placeholder <password>; put the real value there
                        sqlite: option 'token' still holds the template's placeholder <token>; put the real value there, or remove the key""");
    }

    @Test
    void judgesTheInsideOfObjectsBySchema() {
        String start = "{\"database\":\"a.db\",\"password\":\"x\",\"extra\":";
        assertThat(config(start + "{\"key\":\"k1\"}}").get(EXTRA)).contains(Map.of("key", "k1"));
        assertThat(failure(start + "{\"key\":\"hunter2\"}}"))
                .isEqualTo("sqlite: option 'extra' at /key does not match ^k;"
                        + " see its schema in the plugin's documentation");
        assertThat(failure(start + "{}}"))
                .isEqualTo("sqlite: option 'extra' has no 'key'; see its schema in the plugin's documentation");
        assertThat(failure(start + "\"hunter2\"}"))
                .isEqualTo("sqlite: option 'extra' is not an object; set it to an object");
    }

    @Test
    void shortensValues() {
        assertThat(failure("{\"database\":\"a.db\",\"password\":\"x\",\"port\":\"" + "9".repeat(200) + "\"}"))
                .isEqualTo("sqlite: option 'port' (value \"" + "9".repeat(59)
                        + "…) is not an integer; set it to an integer, such as 5432");
    }

    @Test
    void blamesThePluginForABrokenSchema() {
        List<Option<?>> options = List.of(Option.object("extra", "More", "{\"properties\":1}"));
        assertThatThrownBy(() -> Config.of("crm", options, Map.of("extra", Map.of()), warnings::add))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.PLUGIN))
                .hasMessageStartingWith("crm: the schema of one of its object options cannot be used: not a Draft 4");
    }

    private Config config(String json) {
        return Config.of("sqlite", OPTIONS, raw(json), warnings::add);
    }

    private String failure(String json) {
        Failure failure = catchThrowableOfType(Failure.class, () -> config(json));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUT);
        return failure.text();
    }

    private static Map<String, @Nullable Object> raw(String json) {
        return Json.object(json);
    }
}
