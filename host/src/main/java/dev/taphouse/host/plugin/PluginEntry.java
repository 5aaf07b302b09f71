package dev.taphouse.host.plugin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One zip in the plugins folder, usable or not.
 *
 * @param id the plugin's id; the file's name where the zip is too broken to tell
 * @param version the plugin's version, empty where unknown
 * @param description one line, may be empty
 * @param zip the file
 * @param problem why it cannot be used, in one line
 * @param plugin the plugin, exactly when there is no problem
 */
public record PluginEntry(
        String id,
        String version,
        String description,
        Path zip,
        Optional<String> problem,
        Optional<InstalledPlugin> plugin) {}
