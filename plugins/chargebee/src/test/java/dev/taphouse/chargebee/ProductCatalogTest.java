package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.chargebee.simulator.Fault;
import dev.taphouse.testkit.Drive;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductCatalogTest {

    @Test
    void isThatOfTheSitesOwnEntryWhateverItsCase() throws Exception {
        for (String catalog : List.of("1", "2")) {
            try (Fixture fixture = Fixture.of(catalog).with("site", "ACME-test");
                    Drive drive = fixture.open()) {
                assertThat(drive.discover("plans").unavailable().isEmpty()).isEqualTo(catalog.equals("1"));
                assertThat(drive.discover("items").unavailable().isEmpty()).isEqualTo(catalog.equals("2"));
            }
        }
    }

    @Test
    void isShownByItemsWhereTheKeyMayNotAsk() throws Exception {
        for (String catalog : List.of("1", "2")) {
            try (Fixture fixture = Fixture.of(catalog);
                    Drive drive = fixture.open()) {
                fixture.simulator()
                        .always("/configurations", Fault.error(403, "operation_failed", "api_authorization_failed"));
                assertThat(drive.discover("plans").unavailable().isEmpty()).isEqualTo(catalog.equals("1"));
            }
        }
    }

    @Test
    void isNotAskedForWhenItIsSet() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("product_catalog", "1");
                Drive drive = fixture.open()) {
            assertThat(drive.discover("items").unavailable()).isPresent();
            assertThat(fixture.simulator().requests()).isEmpty();
        }
    }

    @Test
    void aSiteThatIsNotAmongThemIsNamed() throws Exception {
        try (Fixture fixture = Fixture.of("2").with("site", "other");
                Drive drive = fixture.open()) {
            assertThatThrownBy(drive::check)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("site 'other'")
                    .extracting(e -> ((SourceException) e).remedy().orElse(""))
                    .isEqualTo("Correct 'site', or set 'product_catalog' to 1 or 2.");
        }
    }

    @Test
    void theStreamsOfEachAreThoseOfTheData() {
        assertThat(Described.all()).allSatisfy(stream -> {
            String catalog = Fixture.facts().catalog(stream.path()).orElseThrow();
            assertThat(ProductCatalog.ONE.absent().containsKey(stream.name())).isEqualTo(catalog.equals("2"));
            assertThat(ProductCatalog.TWO.absent().containsKey(stream.name())).isEqualTo(catalog.equals("1"));
        });
    }
}
