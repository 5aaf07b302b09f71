package dev.taphouse.host.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void findsEachByteThatIsNotPlainAtEveryPlaceOfAWord() {
        for (int special = 0; special < 256; special++) {
            byte b = (byte) special;
            boolean plain = b >= ' ' && b != '"' && b != '\\';
            for (int place = 0; place < 19; place++) {
                byte[] text = new byte[21];
                Arrays.fill(text, (byte) '~');
                text[1 + place] = b;
                assertThat(PlainText.end(text, 1, 20)).isEqualTo(plain ? 20 : 1 + place);
            }
        }
    }

    @Test
    void isNotMisledByWhatComesBehindTheFirst() {
        for (int second = 0; second < 256; second++) {
            byte[] text = {'!', '#', '[', ']', ' ', '"', (byte) second, 0};
            assertThat(PlainText.end(text, 0, 8)).isEqualTo(5);
        }
    }

    @Test
    void looksNoFurtherThanTheEnd() {
        byte[] text = "plain text\"".getBytes(StandardCharsets.US_ASCII);
        assertThat(PlainText.end(text, 0, 10)).isEqualTo(10);
        assertThat(PlainText.end(text, 4, 4)).isEqualTo(4);
    }
}
