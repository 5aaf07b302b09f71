package dev.taphouse.host.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin that was checked and expanded, ready to be loaded.
 *
 * @param id its id
 * @param version its semantic version
 * @param description one line, may be empty
 * @param requires the range of plugin-api versions it was made for
 * @param provider who made it, may be empty
 * @param license its licence, may be empty
 * @param api the version of plugin-api this host provides
 * @param sha256 the digest of its zip, in hex
 * @param folder its immutable folder in the store: {@code plugin.properties lib/ schemas/ templates/ README.md}
 * @param warnings what is odd about it but does no harm, one line each
 */
public record InstalledPlugin(
        String id,
        String version,
        String description,
        String requires,
        String provider,
        String license,
        String api,
        String sha256,
        Path folder,
        List<String> warnings) {
    /** Copies the warnings. */
    public InstalledPlugin {
        warnings = List.copyOf(warnings);
    }
}
