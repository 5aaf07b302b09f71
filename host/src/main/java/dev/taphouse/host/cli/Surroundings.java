package dev.taphouse.host.cli;

import java.io.InputStream;
import java.util.Map;

/**
 * What a process is given beside its arguments.
 *
 * @param environment its variables
 * @param in stdin
 */
record Surroundings(Map<String, String> environment, InputStream in) {}
