package dev.taphouse.http;

/**
 * How a record says that it was deleted.
 *
 * @param path names with dots between
 * @param equals the value as plain text
 */
public record Deleted(String path, String equals) {}
