package dev.taphouse.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.License;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Makes a connector's zip of its jar, its runtime dependencies and its schemas, templates and texts, and attaches it.
 * Fails, naming every reason, when a host would refuse or misread the zip.
 */
@Mojo(
        name = "connector",
        defaultPhase = LifecyclePhase.PACKAGE,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters before it calls execute
public final class ConnectorMojo extends AbstractMojo {

    private final MavenProjectHelper projectHelper;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    /** The version of the plugin API that is compiled against. */
    @Parameter(property = "taphouse.api.version", required = true)
    private String apiVersion;

    /** Who publishes the connector; the organization of the project, or else its groupId, when not given. */
    @Parameter(property = "connector.provider")
    private @Nullable String provider;

    /** The time of the zip's entries, in ISO 8601. */
    @Parameter(defaultValue = "${project.build.outputTimestamp}", required = true)
    private String outputTimestamp;

    /**
     * Called by Maven.
     *
     * @param projectHelper attaches the zip
     */
    @Inject
    public ConnectorMojo(MavenProjectHelper projectHelper) {
        this.projectHelper = projectHelper;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        Path target = Path.of(project.getBuild().getDirectory());
        Path zip = target.resolve(project.getArtifactId() + "-" + project.getVersion() + ".zip");
        try {
            Files.deleteIfExists(zip);
            Descriptor descriptor = descriptor();
            List<Library> libraries = libraries();
            Path base = project.getBasedir().toPath();
            refuse(descriptor, libraries, base);
            Path file = Files.createDirectories(target.resolve("connector")).resolve("plugin.properties");
            Files.write(file, descriptor.bytes());
            new ConnectorZip()
                    .descriptor(file)
                    .libraries(libraries)
                    .project(base)
                    .write(zip, Instant.parse(outputTimestamp));
        } catch (IOException e) {
            throw new MojoExecutionException("cannot make " + zip + ": " + e, e);
        }
        projectHelper.attachArtifact(project, "zip", zip.toFile());
        getLog().info("Connector: " + zip);
    }

    private void refuse(Descriptor descriptor, List<Library> libraries, Path base)
            throws IOException, MojoFailureException {
        List<String> problems = new ArrayList<>(descriptor.problems());
        if (!Files.isRegularFile(base.resolve("README.md"))) {
            problems.add("README.md is missing: it tells a user what is copied and what each option means");
        }
        problems.addAll(LibraryRules.problems(libraries));
        if (!problems.isEmpty()) {
            throw new MojoFailureException(
                    "connector " + descriptor.id() + " cannot be packaged:\n  - " + String.join("\n  - ", problems));
        }
    }

    private Descriptor descriptor() throws MojoFailureException {
        try {
            return new Descriptor(
                    project.getArtifactId(),
                    project.getVersion(),
                    ownDescription(),
                    providerName(),
                    licenses(),
                    ApiRange.from(apiVersion));
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(e.getMessage(), e);
        }
    }

    /** Maven inherits a description from the parent, which would say what connectors are, not what this one does. */
    private String ownDescription() {
        String description = project.getOriginalModel().getDescription();
        return description == null ? "" : description;
    }

    private String providerName() {
        if (provider != null) {
            return provider;
        }
        String organization = project.getOrganization() == null
                ? null
                : project.getOrganization().getName();
        return organization == null ? project.getGroupId() : organization;
    }

    private String licenses() {
        List<String> names =
                project.getLicenses().stream().map(License::getName).toList();
        return String.join(", ", names);
    }

    private List<Library> libraries() throws MojoExecutionException {
        File own = project.getArtifact().getFile();
        if (own == null || !own.isFile()) {
            throw new MojoExecutionException("the jar of " + project.getArtifactId()
                    + " is not built: run 'mvn package', which makes it before the connector's zip");
        }
        List<Library> libraries = new ArrayList<>();
        libraries.add(new Library(own.getName(), own.toPath(), "the connector itself"));
        Set<String> taken = new HashSet<>(Set.of(own.getName()));
        for (Artifact dependency : project.getArtifacts()) {
            if (dependency.getArtifactHandler().isAddedToClasspath()) {
                String name = dependency.getFile().getName();
                // Two artifacts of different groups may share a file name: neither may replace the other.
                String free = taken.add(name) ? name : dependency.getGroupId() + "." + name;
                libraries.add(new Library(free, dependency.getFile().toPath(), trail(dependency)));
            }
        }
        return libraries;
    }

    /** The dependencies from the one that the project declares to the one that was found. */
    private static String trail(Artifact dependency) {
        List<String> trail = dependency.getDependencyTrail();
        return String.join(" > ", trail.subList(Math.min(1, trail.size() - 1), trail.size()));
    }
}
