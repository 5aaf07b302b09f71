package dev.taphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryRulesTest {

    private static final String SERVICE = "META-INF/services/dev.taphouse.api.Source";

    @TempDir
    Path folder;

    @Test
    void acceptsOneSourceAndLibrariesOfItsOwn() throws IOException {
        Library json = new TestJar()
                .with("com/fasterxml/jackson/core/JsonFactory.class")
                .with(
                        "META-INF/services/com.fasterxml.jackson.core.JsonFactory",
                        "com.fasterxml.jackson.core.JsonFactory")
                .write(folder, "json.jar", "g:json:1");

        assertThat(LibraryRules.problems(List.of(connector(), json))).isEmpty();
    }

    @Test
    void acceptsABridgeToSlf4jThatBringsNothingOfIt() throws IOException {
        Library bridge = new TestJar()
                .with("org/apache/commons/logging/LogFactory.class")
                .write(folder, "jcl-over-slf4j.jar", "org.slf4j:jcl-over-slf4j:2");

        assertThat(LibraryRules.problems(List.of(connector(), bridge))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dev/taphouse/api/Source.class, the plugin API",
        "org/slf4j/Logger.class, slf4j",
        "org/slf4j/simple/SimpleLogger.class, slf4j",
        "META-INF/services/org.slf4j.spi.SLF4JServiceProvider, an slf4j provider",
        "ch/qos/logback/core/Appender.class, logback",
        "org/pf4j/Plugin.class, PF4J"
    })
    void refusesWhatOnlyTheHostBrings(String entry, String what) throws IOException {
        Library other = new TestJar().with(entry).write(folder, "other.jar", "g:a:1 > g:other:2");

        assertThat(LibraryRules.problems(List.of(connector(), other)))
                .containsExactly(
                        "lib/other.jar holds " + what + ", which only the host may bring"
                                + " (it came with g:a:1 > g:other:2): give that dependency the scope 'provided', or exclude it");
    }

    @Test
    void asksForASourceWhenNoJarHasOne() throws IOException {
        Library empty = new TestJar().with("acme/Helper.class").write(folder, "crm.jar", "the connector itself");

        assertThat(LibraryRules.problems(List.of(empty)))
                .containsExactly("no Source is declared: make src/main/resources/" + SERVICE
                        + " with the full name of your class that implements dev.taphouse.api.Source");
    }

    @Test
    void namesBothSourcesAndWhereTheyAre() throws IOException {
        Library second = new TestJar()
                .with("acme/OtherSource.class")
                .withProviders("acme.OtherSource")
                .write(folder, "other.jar", "g:other:1");

        assertThat(LibraryRules.problems(List.of(connector(), second)))
                .containsExactly("a connector has one Source, this one has 2: acme.CrmSource in lib/crm.jar,"
                        + " acme.OtherSource in lib/other.jar; keep one line in " + SERVICE
                        + ", or exclude the dependency that brings the other");
    }

    @Test
    void ignoresCommentsBlankLinesAndRepetitions() throws IOException {
        Library crm = new TestJar()
                .with("acme/CrmSource.class")
                .withProviders("# ours\n\nacme.CrmSource # the one\nacme.CrmSource\n")
                .write(folder, "crm.jar", "the connector itself");

        assertThat(LibraryRules.problems(List.of(crm))).isEmpty();
    }

    @Test
    void findsASourceThatIsNamedButNotThere() throws IOException {
        Library crm = new TestJar().withProviders("acme.CrmSauce").write(folder, "crm.jar", "the connector itself");

        assertThat(LibraryRules.problems(List.of(crm)))
                .containsExactly(SERVICE + " names acme.CrmSauce, which is in no jar of the connector:"
                        + " correct the name (an inner class is written Outer$Inner)");
    }

    @Test
    void reportsEverythingAtOnce() throws IOException {
        Library logging = new TestJar()
                .with("org/slf4j/Logger.class")
                .with("ch/qos/logback/core/Appender.class")
                .write(folder, "all.jar", "g:all:1");

        assertThat(LibraryRules.problems(List.of(logging)))
                .hasSize(2)
                .first()
                .asString()
                .contains("holds logback and slf4j");
    }

    private Library connector() throws IOException {
        return new TestJar()
                .with("acme/CrmSource.class")
                .withProviders("acme.CrmSource")
                .write(folder, "crm.jar", "the connector itself");
    }
}
