package dev.taphouse.sql.server;

import java.util.Arrays;

/** How much a connection is protected, by the names that libpq gave them. */
public enum TlsMode {
    /** Never encrypted. */
    DISABLE("disable"),
    /** Encrypted where the server insists. */
    ALLOW("allow"),
    /** Encrypted where the server can. */
    PREFER("prefer"),
    /** Encrypted, to whoever answers; checked against an authority where one is given. */
    REQUIRE("require"),
    /** Encrypted, to a server whose certificate an authority signed. */
    VERIFY_CA("verify-ca"),
    /** Encrypted, to the server that was asked for. */
    VERIFY_FULL("verify-full");

    private final String text;

    TlsMode(String text) {
        this.text = text;
    }

    /** As the option has it. */
    public String text() {
        return text;
    }

    static String[] texts() {
        return Arrays.stream(values()).map(TlsMode::text).toArray(String[]::new);
    }

    static TlsMode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no mode"));
    }
}
