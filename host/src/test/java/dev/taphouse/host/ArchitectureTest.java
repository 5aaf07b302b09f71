package dev.taphouse.host;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rules of the house, each with the way to comply. */
@AnalyzeClasses(packages = "dev.taphouse.host", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOST = "dev.taphouse.host.";

    @ArchTest
    static final ArchRule standardStreamsBelongToTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(HOST + "cli..")
            .and()
            .doNotHaveFullyQualifiedName(HOST + "plugin.isolation.StdoutGuard")
            .and()
            .doNotHaveFullyQualifiedName(HOST + "log.Log")
            .should()
            .accessFieldWhere(isStandardStream())
            .orShould()
            .callMethodWhere(setsStandardStream())
            .because("stdout is the protocol and stderr the log: take an OutputStream from host.cli, or call Log;"
                    + " only the guard takes stdout away, and only Log begins with stderr");

    @ArchTest
    static final ArchRule picocliBelongsToTheCommandLine = onlyIn("cli", "picocli..")
            .because("a command parses and prints, and calls a method of another package for the rest:"
                    + " move the picocli code to host.cli");

    @ArchTest
    static final ArchRule pf4jBelongsToThePlugins = onlyIn("plugin", "org.pf4j..")
            .because(
                    "PF4J is one way to load a plugin: use LoadedPlugin and PluginStore, or extend them in host.plugin");

    @ArchTest
    static final ArchRule everitBelongsToTheSchemaValidator = onlyIn("schema", "org.everit..", "org.json..")
            .because("everit takes long to load and has its own JSON types: use SchemaValidator, which hides both");

    @ArchTest
    static final ArchRule jacksonBelongsToJson = noClasses()
            .that()
            .resideOutsideOfPackage(HOST + "json..")
            .should()
            .dependOnClassesThat(isJacksonBesideItsComplaint())
            .because(
                    "JSON is plain maps and lists here: use Json; only its complaint about a document, and where it is,"
                            + " may be looked at elsewhere");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.taphouse.host.(*)..")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one: move what both need to the lower of them,"
                    + " or hand it in as an interface");

    @ArchTest
    static final ArchRule documentsKnowNoRun = noClasses()
            .that()
            .resideInAnyPackage(HOST + "protocol..", HOST + "catalog..", HOST + "state..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HOST + "run..", HOST + "cli..")
            .because("messages, catalogs and states are the same whoever drives the source:"
                    + " let the run tell them what they need, as RowEvents does");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(HOST + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOST + "cli..")
            .because(
                    "the command line depends on the rest and nothing on it: return a value and let host.cli print it");

    @ArchTest
    static final ArchRule connectorsAreUnknown = noClasses()
            .should()
            .dependOnClassesThat(isOfConnector())
            .because("the host knows connectors by dev.taphouse.api alone: what one needs goes into its own plugin,"
                    + " or as a capability of all into the API");

    private static ArchRule onlyIn(String owner, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(HOST + owner + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static DescribedPredicate<JavaAccess<?>> isStandardStream() {
        return DescribedPredicate.describe(
                "is System.in, out or err",
                access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("in", "out", "err").contains(access.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> setsStandardStream() {
        return DescribedPredicate.describe(
                "is System.setIn, setOut or setErr",
                access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("setIn", "setOut", "setErr").contains(access.getName()));
    }

    private static DescribedPredicate<JavaClass> isJacksonBesideItsComplaint() {
        return DescribedPredicate.describe(
                "are of Jackson beside JsonProcessingException and JsonLocation",
                type -> type.getPackageName().startsWith("com.fasterxml.jackson")
                        && !type.isAssignableTo(JsonProcessingException.class)
                        && !type.isEquivalentTo(JsonLocation.class));
    }

    private static DescribedPredicate<JavaClass> isOfConnector() {
        return DescribedPredicate.describe(
                "are of dev.taphouse but neither of the API nor of the host",
                type -> type.getPackageName().startsWith("dev.taphouse.")
                        && !type.getPackageName().startsWith("dev.taphouse.api")
                        && !type.getPackageName().startsWith("dev.taphouse.host"));
    }
}
