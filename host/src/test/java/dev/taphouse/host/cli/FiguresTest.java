package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void readsLikeWhatAPersonWouldWrite() {
        assertThat(Figures.count(1_204_331)).isEqualTo("1,204,331");
        assertThat(Figures.rate(97_831.6)).isEqualTo("97,832/s");
        assertThat(Figures.bytes(0)).isEqualTo("0.0 kB");
        assertThat(Figures.bytes(12_345_678)).isEqualTo("12.3 MB");
        assertThat(Figures.bytes(12_345_678_901L)).isEqualTo("12.35 GB");
        assertThat(Figures.time(0.4249)).isEqualTo("0.42 s");
        assertThat(Figures.time(723.9)).isEqualTo("12:03");
        assertThat(Figures.clock(7)).isEqualTo("0:07");
        assertThat(Figures.clock(3723)).isEqualTo("1:02:03");
        assertThat(Figures.roughly(Duration.ofHours(76))).isEqualTo("3 d 4 h");
        assertThat(Figures.roughly(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Figures.roughly(Duration.ofSeconds(7))).isEqualTo("7 s");
    }

    @Test
    void cutsAndTakesOutCommandsToTheTerminal() {
        assertThat(Figures.fit("abcdef", 4)).isEqualTo("abc…");
        assertThat(Figures.fit("a\033[2J", 10)).isEqualTo("a [2J");
    }
}
