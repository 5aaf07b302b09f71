package dev.taphouse.http.client;

/**
 * How large an answer may be.
 *
 * @param bytes of a body, decompressed
 * @param expansion how many times its compressed size a body may have once it is over {@link #FREE_BYTES}
 * @param redirects how many are followed
 */
public record Limits(long bytes, int expansion, int redirects) {
    /** The usual ones. */
    public static final Limits DEFAULT = new Limits(4L << 30, 200, 10);

    /** So many bytes may come out of anything: small bodies are often very regular. */
    static final long FREE_BYTES = 32L << 20;
}
