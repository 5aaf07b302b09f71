package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.chargebee.simulator.Fault;
import dev.taphouse.testkit.Drive;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    void aGoodConfigPasses() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            assertThatCode(drive::check).doesNotThrowAnyException();
        }
    }

    @Test
    void aWrongKeyIsNamed() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("api_key", "test_wrong_key_12345");
                Drive drive = fixture.open()) {
            assertThatThrownBy(drive::check)
                    .satisfies(kind(Kind.CREDENTIALS))
                    .hasMessageContaining("Invalid api key")
                    .hasMessageNotContaining("test_wrong_key_12345")
                    .satisfies(remedy("api_key"));
        }
    }

    @Test
    void aWrongSiteIsNamed() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            fixture.simulator().always("/", Fault.error(404, "invalid_request", "site_not_found"));
            assertThatThrownBy(drive::check)
                    .satisfies(kind(Kind.CONFIG))
                    .hasMessageContaining("site_not_found")
                    .satisfies(remedy("site"));
        }
    }

    @Test
    void aMissingRightIsNamed() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            fixture.simulator().always("/customers", Fault.error(403, "operation_failed", "api_authorization_failed"));
            assertThatThrownBy(drive::check).satisfies(kind(Kind.PERMISSION)).satisfies(remedy("Read-only"));
        }
    }

    private static ThrowingConsumer<Throwable> kind(Kind kind) {
        return e -> assertThat(((SourceException) e).kind()).isEqualTo(kind);
    }

    private static ThrowingConsumer<Throwable> remedy(String word) {
        return e -> assertThat(((SourceException) e).remedy().orElse("")).contains(word);
    }
}
