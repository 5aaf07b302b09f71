package dev.taphouse.testkit.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void dockerIsTakenWhereItAnswers() {
        assertThat(Engine.choose(null, () -> true)).isEqualTo(Engine.DOCKER);
    }

    @Test
    void binariesAreTakenWhereDockerDoesNotAnswer() {
        assertThat(Engine.choose(null, () -> false)).isEqualTo(Engine.BINARIES);
    }

    @Test
    void aWishIsGrantedWithoutAskingForDocker() {
        assertThat(Engine.choose("binaries", EngineTest::asked)).isEqualTo(Engine.BINARIES);
        assertThat(Engine.choose("docker", EngineTest::asked)).isEqualTo(Engine.DOCKER);
    }

    @Test
    void aWrongWishIsNamed() {
        assertThatThrownBy(() -> Engine.choose("podman", () -> true))
                .hasMessage("system property 'taphouse.postgresql' is 'podman': it is docker or binaries");
    }

    private static boolean asked() {
        throw new AssertionError("Docker was asked");
    }
}
