package dev.taphouse.host.state;

import java.util.Set;

/** The names in a bookmark that have a meaning here. */
final class PositionKeys {
    static final String CURSOR = "replication_key";
    static final String CURSOR_VALUE = "replication_key_value";
    static final String TIE = "key";
    static final String LAST_KEY = "last_pk_fetched";
    static final String GREATEST_KEY = "max_pk_values";
    static final String LOG = "lsn";
    static final String METHOD = "last_replication_method";
    static final String LANES = "lanes";
    static final String VERSION = "version";
    static final String PARTITIONS = "partitions";
    /** Which further names are of the connector's positions, so that they can be told from names nobody knows. */
    static final String OWN = "_taphouse_keys";

    private static final Set<String> WORDS =
            Set.of(CURSOR, CURSOR_VALUE, TIE, LAST_KEY, GREATEST_KEY, LOG, "log_file", "log_pos", "gtid");

    private PositionKeys() {}

    /** Whether it is a word of the field for a part of a position. */
    static boolean isWord(String key) {
        return WORDS.contains(key);
    }

    /** Whether it is the host's own. */
    static boolean isHosts(String key) {
        return key.equals(METHOD) || key.equals(LANES) || key.equals(VERSION) || key.startsWith("_taphouse");
    }
}
