package dev.taphouse.host.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aLargeLineGoesOutWholeAndInPieces() throws IOException {
        List<Integer> pieces = new ArrayList<>();
        MessageWriter writer = new MessageWriter(new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
                out.write(bytes, offset, length);
            }
        });
        byte[] line = new byte[(2 << 20) + 17];
        new Random(1).nextBytes(line);

        writer.lines(line, line.length, () -> assertThat(out.size()).isEqualTo(line.length));

        assertThat(out.toByteArray()).isEqualTo(line);
        assertThat(pieces).containsExactly(1 << 20, 1 << 20, 17);
        assertThat(writer.written()).isEqualTo(line.length);
    }
}
