package dev.taphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRangeTest {

    @ParameterizedTest
    @CsvSource({"0.1.0, >=0.1.0 & <1.0.0", "1.2.3, >=1.2.3 & <2.0.0", "9.0.10-SNAPSHOT, >=9.0.10 & <10.0.0"})
    void reachesFromTheVersionCompiledAgainstToTheNextMajorOne(String version, String range) {
        assertThat(ApiRange.from(version)).isEqualTo(range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1", "", "1.2.x", "${taphouse.api.version}"})
    void saysWhichPropertyIsWrong(String version) {
        assertThatThrownBy(() -> ApiRange.from(version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("property taphouse.api.version is '" + version + "'; it has to be like 1.2.0");
    }
}
