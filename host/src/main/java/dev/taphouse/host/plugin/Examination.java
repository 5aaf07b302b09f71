package dev.taphouse.host.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a zip turned out to be.
 *
 * @param descriptor what it says it is, where that much could be read
 * @param problem why it cannot be used
 * @param contents the digest of its list of files; empty when there is a problem
 * @param warnings what is odd but harmless
 */
record Examination(
        String sha256,
        Optional<Descriptor> descriptor,
        Optional<String> problem,
        String contents,
        List<String> warnings) {

    /** The name of the plugin's folder in the store; only for one without a problem. */
    Path folder() {
        Descriptor plugin = descriptor.orElseThrow();
        return Path.of(plugin.id(), plugin.version() + "-" + sha256.substring(0, 12));
    }
}
