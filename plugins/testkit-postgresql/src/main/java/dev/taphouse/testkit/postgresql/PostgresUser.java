package dev.taphouse.testkit.postgresql;

/**
 * Who logs in.
 *
 * @param name needs no quotes in SQL
 * @param password of this test alone
 */
public record PostgresUser(String name, String password) {}
