package dev.taphouse.http.paging;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** 64 bits that tell pages and records apart: two checksums that processors have built in. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Of bytes. */
    public static long of(byte[] bytes, int offset, int length) {
        CRC32 one = new CRC32();
        one.update(bytes, offset, length);
        CRC32C other = new CRC32C();
        other.update(bytes, offset, length);
        return other.getValue() << Integer.SIZE | one.getValue();
    }

    /** Of a text. */
    public static long of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return of(utf8, 0, utf8.length);
    }
}
