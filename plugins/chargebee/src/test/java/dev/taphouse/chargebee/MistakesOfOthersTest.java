package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.chargebee.simulator.Fault;
import dev.taphouse.chargebee.simulator.StoredRecord;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What other Chargebee taps get wrong, each by its name. */
class MistakesOfOthersTest {
    private static final Duration SETTLED = Duration.ofMinutes(10);

    @Test
    void mageMovesTheBookmarkToNowAfterTheFirstPageSoAKillLosesTheRest() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("page_size", 5L)) {
            fixture.site().create("customer", 20);
            fixture.later(SETTLED);
            TestHost host = new TestHost();
            fixture.pass(host.ending(sink -> sink.endAtRow(7)).delivery((pushed, covered) -> covered), "customers");
            fixture.pass(host.ending(sink -> {}), "customers");
            assertThat(host.copy().rows("customers")).hasSize(20);
        }
    }

    @Test
    void mageTriesNothingAgain() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            fixture.site().create("customer", 3);
            fixture.later(SETTLED);
            TestHost host = new TestHost();
            try (Drive drive = fixture.open()) {
                drive.discover("customers");
                fixture.simulator().next(Fault.unavailable(), Fault.tooMany(0), Fault.reset(), Fault.truncated());
                assertThat(host.pass(drive, List.of("customers"))).isTrue();
            }
            assertThat(host.copy().rows("customers")).hasSize(3);
        }
    }

    @Test
    void mageSeesDeletedCouponsOnlyIfEventsRanBefore() throws Exception {
        try (Fixture fixture = Fixture.of("1")) {
            fixture.site().create("coupon", 12);
            fixture.later(SETTLED);
            TestHost host = new TestHost();
            fixture.pass(host, "coupons");
            fixture.site().records("coupon").forEach(coupon -> fixture.site().delete("coupon", coupon));
            fixture.later(SETTLED);
            fixture.pass(host, "coupons");
            assertThat(host.copy().rows("coupons")).isEmpty();
            assertThat(host.copy().deleted("coupons")).hasSize(12);
        }
    }

    @Test
    void mageRepeatsDeletesWithEveryPageAndEveryRun() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("page_size", 5L)) {
            fixture.site().create("virtual_bank_account", 20);
            StoredRecord gone = fixture.site().records("virtual_bank_account").get(3);
            fixture.site().delete("virtual_bank_account", gone);
            fixture.later(SETTLED);
            try (Drive drive = fixture.open()) {
                CapturedStream first =
                        drive.read("virtual_bank_accounts", Position.START).stream("virtual_bank_accounts");
                assertThat(first.deletes()).hasSize(1);
                assertThat(first.deletes().get(0))
                        .containsEntry("id", gone.last().path("id").asText());
                CapturedStream second =
                        drive.read("virtual_bank_accounts", first.position()).stream("virtual_bank_accounts");
                assertThat(second.deletes()).isEmpty();
            }
        }
    }

    @Test
    void singerLooksBackTwoSecondsInsteadOfTwoMinutesSoWhatIsListedLateIsLost() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            fixture.site().listedWithin(Duration.ofMinutes(4));
            TestHost host = new TestHost();
            for (int i = 0; i < 30; i++) {
                fixture.site().create("customer");
                fixture.later(Duration.ofSeconds(20));
                fixture.pass(host, "customers");
            }
            fixture.later(SETTLED);
            fixture.pass(host, "customers");
            assertThat(host.copy().rows("customers")).hasSize(30);
        }
    }

    @Test
    void singerKeepsTheStateOfEachPageOfStreamsThatAreNotSorted() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("page_size", 5L)) {
            TestHost host = new TestHost();
            fixture.site().create("credit_note");
            fixture.later(SETTLED);
            fixture.pass(host, "credit_notes");
            fixture.site().create("credit_note", 20);
            fixture.later(Duration.ofSeconds(1));
            List<StoredRecord> notes = fixture.site().records("credit_note");
            for (int i = notes.size() - 1; i >= 0; i--) { // the first by date is the last by update
                fixture.later(Duration.ofSeconds(1));
                fixture.site().update("credit_note", notes.get(i));
            }
            fixture.later(SETTLED);
            host.delivery((pushed, covered) -> covered).ending(sink -> sink.endAtRow(9));
            fixture.pass(host, "credit_notes");
            fixture.pass(host.ending(sink -> {}), "credit_notes");
            assertThat(host.copy().rows("credit_notes")).hasSize(21);
        }
    }

    @Test
    void singerMovesTheBookmarkToNowWhenNothingCame() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            TestHost host = new TestHost();
            fixture.site().create("customer");
            fixture.later(SETTLED);
            fixture.pass(host, "customers");
            fixture.site().listedWithin(Duration.ofMinutes(5));
            fixture.site().create("customer", 10);
            fixture.pass(host, "customers");
            fixture.later(Duration.ofMinutes(4));
            fixture.pass(host, "customers");
            fixture.later(SETTLED);
            fixture.pass(host, "customers");
            assertThat(host.copy().rows("customers")).hasSize(11);
        }
    }

    @Test
    void singerTriesAWrongKeyAgainAndAgain() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("api_key", "wrong");
                Drive drive = fixture.open()) {
            assertThatThrownBy(drive::check).isInstanceOf(SourceException.class);
            assertThat(fixture.simulator().requests()).hasSize(1);
        }
    }

    @Test
    void airbyteHasNoLagSoItsBookmarkIsAboveWhatIsListed() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            fixture.site().create("customer");
            fixture.later(SETTLED);
            fixture.site().create("customer");
            TestHost host = new TestHost();
            fixture.pass(host, "customers");
            Instant bookmark = Instant.parse(
                    host.position("customers").cursor("updated_at").orElseThrow());
            assertThat(bookmark)
                    .isBeforeOrEqualTo(fixture.site().clock().instant().minus(Duration.ofMinutes(5)));
            assertThat(host.copy().rows("customers")).hasSize(2);
        }
    }

    @Test
    void airbyteLosesRecordsWithoutUpdatedAt() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            fixture.site().withoutUpdatedAt(1).create("transaction", 5);
            fixture.site().withoutUpdatedAt(0).create("transaction", 5);
            fixture.later(SETTLED);
            TestHost host = new TestHost();
            fixture.pass(host, "transactions");
            assertThat(host.copy().rows("transactions")).hasSize(10);
        }
    }

    @Test
    void airbyteIsGreenAndEmptyForStreamsOfTheOtherCatalog() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            SourceException why = drive.discover("plans").unavailable().orElseThrow();
            assertThat(why.kind()).isEqualTo(SourceException.Kind.ABSENT);
            assertThat(why).hasMessageContaining("product catalog 1").hasMessageContaining("2");
        }
    }

    @Test
    void airbyteFiltersAFullRefreshByTheOldState() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            fixture.site().create("customer", 5);
            fixture.later(SETTLED);
            StreamSpec spec = drive.discover("customers");
            Position old =
                    drive.read("customers", Position.START).stream("customers").position();
            StreamRead full = StreamRead.of(spec).method(StreamSpec.Method.FULL_TABLE);
            assertThat(drive.read(full.from(old)).stream("customers").rows()).hasSize(5);
        }
    }

    @Test
    void airbyteDropsConsentFields() throws Exception {
        try (Fixture fixture = Fixture.of("2");
                Drive drive = fixture.open()) {
            StoredRecord customer = fixture.site().create("customer");
            fixture.later(SETTLED);
            Map<String, ?> row = drive.read("customers", Position.START).stream("customers")
                    .rows()
                    .get(0);
            assertThat(Optional.ofNullable(row.get("cs_marketing")))
                    .hasValue(customer.last().path("cs_marketing").asBoolean());
        }
    }

    @Test
    void airbyteReadsContactsOfChangedCustomersAlone() throws Exception {
        try (Fixture fixture = Fixture.of("2")) {
            fixture.site().create("contact", 3);
            fixture.later(SETTLED);
            TestHost host = new TestHost();
            fixture.pass(host, "customers", "contacts");
            fixture.site().create("contact", 5);
            fixture.later(SETTLED);
            fixture.pass(host, "customers", "contacts");
            assertThat(host.copy().rows("contacts")).hasSize(8);
        }
    }

    @Test
    void estuaryAddsASecondToTheCursor() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("lag", 0L)) {
            fixture.simulator().inclusive(false);
            TestHost host = new TestHost();
            fixture.site().create("customer");
            fixture.pass(host, "customers");
            fixture.site().create("customer"); // within the same second
            fixture.later(SETTLED);
            fixture.pass(host, "customers");
            assertThat(host.copy().rows("customers")).hasSize(2);
        }
    }
}
