package dev.taphouse.postgresql.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRowTest {
    private final CopyRow row = new CopyRow();

    @Test
    void columnsAreApartAndNullIsNoText() {
        assertThat(columns("a\t\\N\t\tb\n")).containsExactly("a", null, "", "b");
    }

    @Test
    void anEmptyLineIsOneEmptyText() {
        assertThat(columns("\n")).containsExactly("");
        assertThat(columns("\t\n")).containsExactly("", "");
        assertThat(columns("\\N\n")).containsExactly((String) null);
        assertThat(columns("\\N\t\\N\n")).containsExactly(null, null);
    }

    @Test
    void escapesAreResolved() {
        assertThat(columns("\\b\\f\\n\\r\\t\\v\\\\\tx\\\\N\t\\\\N\n"))
                .containsExactly("\b\f\n\r\t\u000b\\", "x\\N", "\\N");
    }

    @Test
    void aLineMayStandAnywhereAndLackItsEnd() {
        byte[] bytes = "???a\t\\\\b???".getBytes(UTF_8);
        row.reset(bytes, 3, 5);
        assertThat(columns()).containsExactly("a", "\\b");
    }

    @Test
    void aRowThatIsLetGoHoldsNothing() {
        byte[] bytes = "a\tb\n".getBytes(UTF_8);
        row.reset(bytes, 0, bytes.length);
        row.clear();
        assertThat(row.columns()).isZero();
        assertThat(row.bytes()).isEmpty();
        assertThat(columns("c\n")).containsExactly("c");
    }

    @Test
    void aRowMayHaveAnyNumberOfColumns() {
        assertThat(columns("a\t".repeat(1599) + "b\n")).hasSize(1600).endsWith("a", "b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsEscapedComesBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            List<@Nullable String> values = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (int column = 0; column <= random.nextInt(6); column++) {
                String value = random.nextInt(5) == 0 ? null : random(random);
                values.add(value);
                line.append(column == 0 ? "" : "\t").append(value == null ? "\\N" : escaped(value));
            }
            assertThat(columns(line + "\n")).as("seed %d", seed).isEqualTo(values);
        }
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append("ab\\\t\n\r\b\f\u000bNé😀".charAt(random.nextInt(11)));
        }
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\u000b", "\\v");
    }

    private List<@Nullable String> columns(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        row.reset(bytes, 0, bytes.length);
        return columns();
    }

    private List<@Nullable String> columns() {
        List<@Nullable String> columns = new ArrayList<>();
        for (int i = 0; i < row.columns(); i++) {
            columns.add(row.length(i) < 0 ? null : new String(row.bytes(), row.offset(i), row.length(i), UTF_8));
        }
        return columns;
    }
}
