package dev.taphouse.host.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Expands a zip into a folder and decides, without running any of its code, whether it is a plugin for this host. */
final class Examiner {
    private final String api;
    private final ZipLimits limits;

    /**
     * An examiner for a host.
     *
     * @param api the version of plugin-api it provides, a release
     */
    Examiner(String api, ZipLimits limits) {
        this.api = api;
        this.limits = limits;
    }

    /**
     * Examines a zip that nobody changes meanwhile.
     *
     * @param folder where it is expanded; exists and is empty
     * @throws IOException if the disk fails; a zip at fault is a result
     */
    Examination examine(Path zip, String sha256, Path folder) throws IOException {
        Optional<Descriptor> descriptor = Optional.empty();
        try {
            SortedMap<String, String> digests = new ZipExpander(limits).expand(zip, folder);
            descriptor = Optional.of(Descriptor.read(folder));
            Versions.requireApi(descriptor.get(), api);
            List<String> warnings = PluginJars.check(folder);
            checkJson(folder.resolve("schemas"));
            checkJson(folder.resolve("templates"));
            return new Examination(sha256, descriptor, Optional.empty(), Contents.write(folder, digests), warnings);
        } catch (BadPluginException e) {
            return new Examination(sha256, descriptor, Optional.of(e.problem()), "", List.of());
        }
    }

    private static void checkJson(Path folder) throws IOException, BadPluginException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                checkJsonFile(folder, file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void checkJsonFile(Path folder, Path file) throws IOException, BadPluginException {
        try (InputStream in = Files.newInputStream(file)) {
            Json.read(in);
        } catch (JsonProcessingException e) {
            String name = Folders.parent(folder).relativize(file).toString();
            throw new BadPluginException(
                    name + " is not JSON: " + ZipNames.shown(e.getOriginalMessage()) + " (line "
                            + e.getLocation().getLineNr() + ")",
                    e);
        }
    }
}
