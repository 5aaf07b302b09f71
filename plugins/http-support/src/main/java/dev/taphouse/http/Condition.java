package dev.taphouse.http;

/**
 * What a record must hold.
 *
 * @param path names with dots between
 * @param equals the value as plain text
 */
public record Condition(String path, String equals) {}
