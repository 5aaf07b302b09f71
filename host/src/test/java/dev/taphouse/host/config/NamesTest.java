package dev.taphouse.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    private static final List<String> OPTIONS = List.of("database", "host", "port", "user", "ssl_mode", "id");

    @ParameterizedTest
    @CsvSource({
        "databse, database",
        "databaes, database",
        "dtabases, database",
        "DataBase, database",
        "hots, host",
        "ports, port",
        "ssl-mode, ssl_mode",
        "sslmode, ssl_mode",
        "ID, id",
    })
    void findsWhatWasMeant(String name, String meant) {
        assertThat(Names.nearest(name, OPTIONS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"password", "x", "ip", "batch_size", "''"})
    void findsNothingFarAway(String name) {
        assertThat(Names.nearest(name, OPTIONS)).isEmpty();
    }

    @Test
    void prefersTheNearestThenTheFirst() {
        assertThat(Names.nearest("stream", List.of("streem", "streams", "stream")))
                .contains("stream");
        assertThat(Names.nearest("stream", List.of("streem", "streams"))).contains("streem");
    }

    @Test
    void endsSoonWithEndlessNames() {
        assertThat(Names.nearest("a".repeat(1 << 20), List.of("b".repeat(1 << 20))))
                .isEmpty();
    }
}
