package dev.taphouse.postgresql.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of a session that decide how values print. Every connection that feeds a codec has them. */
public final class PgSettings {
    /** Name to value, in the order of this file. Any user may set them. */
    public static final Map<String, String> SESSION = session();

    private PgSettings() {}

    private static Map<String, String> session() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("client_encoding", "UTF8");
        settings.put("DateStyle", "ISO, YMD");
        settings.put("IntervalStyle", "iso_8601");
        settings.put("TimeZone", "UTC");
        settings.put("extra_float_digits", "3");
        settings.put("bytea_output", "hex");
        settings.put("lc_monetary", "C");
        return Collections.unmodifiableMap(settings);
    }
}
