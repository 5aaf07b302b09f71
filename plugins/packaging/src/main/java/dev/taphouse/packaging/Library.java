package dev.taphouse.packaging;

import java.nio.file.Path;

/**
 * A jar of the connector.
 *
 * @param name its file name in {@code lib/}
 * @param jar the file
 * @param origin how it got here, for messages: {@code the connector itself} or the trail of dependencies
 */
record Library(String name, Path jar, String origin) {}
