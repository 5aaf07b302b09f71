package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.chargebee.simulator.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes wrong with one stream leaves the others alone, and nothing wrong looks green. */
class FaultsTest {
    private static final Duration SETTLED = Duration.ofMinutes(10);

    @Test
    void aStreamThatTheKeyMayNotReadFailsAlone() throws Exception {
        try (Fixture fixture = Fixture.of("1")) {
            fixture.site().create("coupon", 3);
            fixture.site().create("plan", 3);
            fixture.later(SETTLED);
            fixture.simulator().always("/coupons", Fault.error(403, "operation_failed", "api_authorization_failed"));
            TestHost host = new TestHost();
            assertThat(fixture.pass(host, "coupons", "plans")).isFalse();
            assertThat(host.failures()).containsOnlyKeys("coupons");
            assertThat(host.failure("coupons").kind()).isEqualTo(Kind.PERMISSION);
            assertThat(host.failure("coupons")).hasMessageContaining("api_authorization_failed");
            assertThat(host.copy().rows("plans")).hasSize(3);
        }
    }

    @Test
    void aFeatureThatThePlanLacksIsSkippedWithChargebeesWords() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            fixture.simulator().always("/features", Fault.error(404, "invalid_request", "resource_not_found"));
            TestHost host = new TestHost();
            assertThat(fixture.pass(host, "features")).isFalse();
            assertThat(host.failure("features").kind()).isEqualTo(Kind.ABSENT);
            assertThat(host.failure("features")).hasMessageContaining("simulated resource_not_found");
        }
    }

    @Test
    void deletesThatCannotBeReadFailTheirStream() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            fixture.site().create("virtual_bank_account", 3);
            fixture.later(SETTLED);
            fixture.simulator().always("/events", Fault.error(403, "operation_failed", "api_authorization_failed"));
            TestHost host = new TestHost();
            assertThat(fixture.pass(host, "virtual_bank_accounts")).isFalse();
            assertThat(host.position("virtual_bank_accounts").isStart()).isTrue();
        }
    }

    @Test
    void anOffsetThatChargebeeForgotBeginsTheListAnew() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("page_size", 4L)) {
            fixture.simulator().offsetsLive(Duration.ofHours(1));
            fixture.site().withoutUpdatedAt(0.5).create("customer", 20);
            fixture.later(SETTLED);
            TestHost host = new TestHost().ending(sink -> sink.endAtRow(10)).delivery((pushed, covered) -> covered);
            fixture.pass(host, "customers");
            fixture.later(Duration.ofHours(2));
            assertThat(fixture.pass(host.ending(sink -> {}), "customers")).isTrue();
            assertThat(host.copy().rows("customers")).hasSize(20);
        }
    }

    @Test
    void aBrokenPageOfManyEndsNothingGreen() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("page_size", 4L)) {
            fixture.site().create("order", 20);
            fixture.later(SETTLED);
            fixture.simulator().after(3, Fault.html());
            TestHost host = new TestHost();
            assertThat(fixture.pass(host, "orders")).isFalse();
            assertThat(host.failure("orders")).hasMessageContaining("html");
            assertThat(fixture.pass(host, "orders")).isTrue();
            assertThat(host.copy().rows("orders")).hasSize(20);
        }
    }

    @Test
    void whereDeletesAreNotAskedForNoneComes() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("include_deleted", "False")) {
            fixture.site().create("customer", 3);
            fixture.site().delete("customer", fixture.site().records("customer").get(0));
            fixture.later(SETTLED);
            TestHost host = new TestHost();
            assertThat(fixture.pass(host, "customers")).isTrue();
            assertThat(host.copy().rows("customers")).hasSize(2);
            assertThat(host.copy().deleted("customers")).isEmpty();
        }
    }
}
