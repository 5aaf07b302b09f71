package dev.taphouse.postgresql.codec;

/** Why values are lost: one text per kind, those that the host has too in its words. */
final class Loss {
    static final String NAN = "NaN";
    static final String INFINITY = "infinity";
    static final String YEAR = "year outside 1-9999";
    static final String DIMENSIONS =
            "array of other dimensions than its column declares; with arrays=json any array is kept";
    static final String DEPTH = "JSON nested deeper than 400";
    static final String NOT_UTF8 = "text that is not UTF-8";
    static final String ARRAY = "text that is no array";
    static final String COMPOSITE = "composite of other attributes than its type has now";
    static final String HSTORE = "text that is no hstore";

    private Loss() {}
}
