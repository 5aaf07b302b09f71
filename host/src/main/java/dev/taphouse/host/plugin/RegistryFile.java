package dev.taphouse.host.plugin;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Reads and writes the registry: properties, since every command reads them, and a JSON parser takes longer to start than
 * a list. Written whole and moved into place, so readers need no lock. It can be deleted: everything in it is found out
 * again from the zips.
 */
final class RegistryFile {
    private static final String FORMAT = "2";

    private final Path file;

    RegistryFile(Path file) {
        this.file = file;
    }

    /** The registry; empty if there is none that this host understands. */
    Optional<Registry> read() throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            Entries top = new Entries(properties, "");
            return top.given("format").filter(FORMAT::equals).isPresent()
                    ? Optional.of(registry(top))
                    : Optional.empty();
        } catch (NoSuchFileException | CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Replaces the registry; called under the store's lock. */
    void write(Registry registry) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        StringWriter text = new StringWriter();
        properties(registry).store(text, null);
        ByteBuffer content = StandardCharsets.UTF_8.encode(text.toString());
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Folders.publish(next, file);
    }

    private static Registry registry(Entries top) {
        List<Registry.KnownZip> records = new ArrayList<>();
        for (Entries each : top.list("zip")) {
            records.add(new Registry.KnownZip(zip(each), examination(each), true));
        }
        return new Registry(top.text("api"), records);
    }

    private static Zip zip(Entries entries) {
        return new Zip(entries.text("file"), entries.number("size"), entries.number("modified"), entries.text("key"));
    }

    private static Examination examination(Entries entries) {
        List<String> warnings = new ArrayList<>();
        for (Entries each : entries.list("warning")) {
            warnings.add(each.text("text"));
        }
        return new Examination(
                entries.text("sha256"),
                entries.given("id").isPresent() ? Optional.of(descriptor(entries)) : Optional.empty(),
                entries.given("problem"),
                entries.text("contents"),
                warnings);
    }

    private static Descriptor descriptor(Entries entries) {
        return new Descriptor(
                entries.text("id"),
                entries.text("version"),
                entries.text("description"),
                entries.text("requires"),
                entries.text("provider"),
                entries.text("license"));
    }

    private static Properties properties(Registry registry) {
        Properties properties = new Properties();
        Entries top = new Entries(properties, "");
        top.put("format", FORMAT);
        top.put("api", registry.api());
        List<Registry.KnownZip> lasting =
                registry.records().stream().filter(Registry.KnownZip::lasting).toList();
        top.putList("zip", lasting, RegistryFile::put);
        return properties;
    }

    private static void put(Entries entries, Registry.KnownZip known) {
        entries.put("file", known.zip().name());
        entries.put("size", String.valueOf(known.zip().size()));
        entries.put("modified", String.valueOf(known.zip().modified()));
        entries.put("key", known.zip().key());
        entries.put("sha256", known.found().sha256());
        entries.put("contents", known.found().contents());
        known.found().descriptor().ifPresent(plugin -> put(entries, plugin));
        known.found().problem().ifPresent(problem -> entries.put("problem", problem));
        entries.putList("warning", known.found().warnings(), (each, warning) -> each.put("text", warning));
    }

    private static void put(Entries entries, Descriptor plugin) {
        entries.put("id", plugin.id());
        entries.put("version", plugin.version());
        entries.put("description", plugin.description());
        entries.put("requires", plugin.requires());
        entries.put("provider", plugin.provider());
        entries.put("license", plugin.license());
    }
}
