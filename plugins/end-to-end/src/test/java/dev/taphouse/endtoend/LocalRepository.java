package dev.taphouse.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository of Maven in which this build is installed. The rest of it are links to the one that the build uses,
 * so that nothing is downloaded twice, and nothing of ours gets into that one.
 *
 * @param folder where it is
 */
record LocalRepository(Path folder) implements AutoCloseable {
    private static final String VERSION = Built.value("taphouse.version");

    /** Makes one in a folder that is there and empty. */
    static LocalRepository in(Path folder) throws IOException {
        LocalRepository repository = new LocalRepository(folder);
        repository.link(Path.of(Built.value("localRepository")));
        repository.install();
        return repository;
    }

    /** Takes the links away, so that nobody who deletes the folder has to tell them from folders. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> entries = Files.walk(folder, 2)) {
            for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private void link(Path users) throws IOException {
        linkAllBut("dev", users, folder);
        Files.createDirectory(folder.resolve("dev"));
        if (Files.isDirectory(users.resolve("dev"))) {
            linkAllBut("taphouse", users.resolve("dev"), folder.resolve("dev"));
        }
    }

    private static void linkAllBut(String name, Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(each -> !each.endsWith(name)).toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    /** What 'mvn install' would, of all that a connector outside needs. */
    private void install() throws IOException {
        installPom(Built.root(), "taphouse");
        installPom(Built.root().resolve("plugins"), "plugins");
        installJar(Built.root().resolve("plugin-api"));
        installJar(Built.root().resolve("plugin-archetype"));
        for (String module : List.of("packaging", "testkit", "sql-support")) {
            installJar(Built.root().resolve("plugins").resolve(module));
        }
    }

    private void installJar(Path module) throws IOException {
        String artifact = module.getFileName().toString();
        String jar = artifact + "-" + VERSION + ".jar";
        Path installed = installPom(module, artifact);
        Files.copy(module.resolve("target").resolve(jar), installed.resolve(jar));
    }

    private Path installPom(Path module, String artifact) throws IOException {
        Path installed = Files.createDirectories(
                folder.resolve("dev/taphouse").resolve(artifact).resolve(VERSION));
        Files.copy(module.resolve("pom.xml"), installed.resolve(artifact + "-" + VERSION + ".pom"));
        return installed;
    }
}
