package dev.taphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorTest {

    private static final String RANGE = ">=0.1.0 & <1.0.0";

    @Test
    void isReadBackByJavaAsItWasGiven() throws IOException {
        Descriptor descriptor =
                new Descriptor("my-crm", "1.0.0", "Kopiert Verträge: a=b \\ #1", "Ærø GmbH", "MIT", RANGE);

        Properties read = new Properties();
        read.load(new ByteArrayInputStream(descriptor.bytes()));

        assertThat(read)
                .isEqualTo(Map.of(
                        "plugin.id", "my-crm",
                        "plugin.version", "1.0.0",
                        "plugin.description", "Kopiert Verträge: a=b \\ #1",
                        "plugin.provider", "Ærø GmbH",
                        "plugin.license", "MIT",
                        "plugin.requires", RANGE));
    }

    @Test
    void hasNoDateAndAFixedOrder() {
        Descriptor descriptor = new Descriptor("crm", "1.0.0", "Copies", "Acme", "", RANGE);

        assertThat(descriptor.bytes()).asString().isEqualTo("""
                        plugin.id=crm
                        plugin.version=1.0.0
                        plugin.description=Copies
                        plugin.provider=Acme
                        plugin.requires=>\\=0.1.0 & <1.0.0
                        """);
    }

    @Test
    void putsAWrappedDescriptionOnOneLine() {
        Descriptor descriptor = new Descriptor("crm", "1.0.0", "\n   Copies\n   deals. ", "Acme", "", RANGE);

        assertThat(descriptor.description()).isEqualTo("Copies deals.");
        assertThat(descriptor.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MyCrm", "crm-", "1crm", "my--crm", "a/b", ".."})
    void refusesAnIdThatIsNoGoodFolderName(String id) {
        assertThat(new Descriptor(id, "1.0.0", "Copies", "Acme", "", RANGE).problems())
                .containsExactly("artifactId '" + id + "' is the connector's id and becomes a folder: use lower case"
                        + " letters and digits, parts separated by '-' or '_', such as 'my-crm'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1", "1.0-SNAPSHOT", "v1.0.0"})
    void refusesAVersionThatCannotBeCompared(String version) {
        assertThat(new Descriptor("crm", version, "Copies", "Acme", "", RANGE).problems())
                .containsExactly(
                        "version '" + version + "' is not a semantic version: use three numbers, such as 1.0.0");
    }

    @Test
    void asksForADescription() {
        assertThat(new Descriptor("crm", "1.0.0-SNAPSHOT", " ", "Acme", "", RANGE).problems())
                .containsExactly("the pom has no <description>: say in one line what is copied, 'host list' shows it");
    }
}
