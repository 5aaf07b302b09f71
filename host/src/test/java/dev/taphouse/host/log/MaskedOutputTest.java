package dev.taphouse.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the secrets are those of the process")
class MaskedOutputTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream printed = new PrintStream(new MaskedOutput(shown), false, StandardCharsets.UTF_8);

    @BeforeEach
    void knowASecret() {
        Log.reset();
        Log.mask(List.of("geheimniß"));
    }

    @AfterEach
    void forget() {
        Log.reset();
    }

    @Test
    void masksASecretThatComesInPieces() {
        printed.print("the key is ge");
        printed.print("heim");
        assertThat(shown.size()).isZero();
        printed.println("niß!");
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("the key is ***!" + System.lineSeparator());
    }

    @Test
    void showsAnOpenLineWhenFlushed() {
        printed.print("geheimniß, and no end of line");
        printed.flush();
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("***, and no end of line");
    }
}
