package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBlockTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LiveBlock block = new LiveBlock(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void replacesItsLines() {
        block.show(List.of("a", "b"));
        block.show(List.of("c"));
        block.show(List.of());
        assertThat(text()).isEqualTo("a\nb\n\r\033[2A\033[Jc\n\r\033[1A\033[J");
    }

    @Test
    void logLinesGoAboveIt() {
        block.show(List.of("a"));
        byte[] line = "INFO gräulich\n".getBytes(StandardCharsets.UTF_8);
        PrintStream above = block.above();
        above.write(line, 0, line.length);
        above.flush();
        assertThat(text()).isEqualTo("a\n\r\033[1A\033[JINFO gräulich\na\n");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
