package dev.taphouse.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Option;
import dev.taphouse.host.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTemplateTest {

    @Test
    void namesEveryOptionWithSomethingToStartFrom() {
        List<Option<?>> options = List.of(
                Option.text("database", "File").example("shop.db"),
                Option.text("site", "Site"),
                Option.secret("password", "Password").example("hunter2"),
                Option.integer("port", "Port").defaultsTo(5432L),
                Option.integer("size", "Size").example("100"),
                Option.integer("shards", "Shards"),
                Option.flag("ssl", "Encrypt"),
                Option.text("mode", "Mode").oneOf("a", "b"),
                Option.text("schema", "Schema").optional(),
                Option.instant("since", "Start"),
                Option.duration("wait", "Wait").defaultsTo(Duration.ofMinutes(5)),
                Option.list("only", "Only").example("a, b"),
                Option.object("extra", "More", "{}").example("{\"k\":1}"));
        assertThat(Json.text(ConfigTemplate.of(options))).isEqualTo("""
                        {"database":"shop.db","site":"<site>","password":"<password>","port":5432,"size":100,"shards":0,\
                        "ssl":false,"mode":"a","schema":null,"since":"2026-01-31T00:00:00Z","wait":"PT5M",\
                        "only":["a","b"],"extra":{"k":1}}""");
    }

    @Test
    void isAConfigOnceItsPlaceholdersAreFilledIn() {
        List<Option<?>> options = List.of(
                Option.secret("password", "P"),
                Option.integer("shards", "S"),
                Option.flag("ssl", "S"),
                Option.instant("since", "S"),
                Option.duration("wait", "W"),
                Option.list("only", "O"),
                Option.object("extra", "E", "{}"),
                Option.text("schema", "S").optional());
        Map<String, Object> template = ConfigTemplate.of(options);
        template.put("password", "x");
        assertThat(Config.of("crm", options, template, warning -> {}).secrets()).containsExactly("x");
    }
}
