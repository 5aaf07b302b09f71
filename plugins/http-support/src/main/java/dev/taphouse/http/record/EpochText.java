package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;

/** Points in time as APIs count them, to date-time text. */
final class EpochText {
    private static final byte[] PATTERN = "\"0000-00-00T00:00:00".getBytes(StandardCharsets.US_ASCII);
    private static final long DAY = 86_400;
    /** Of the years 1 and 9999. */
    private static final long FIRST_SECOND = -62_135_596_800L;

    private static final long LAST_SECOND = 253_402_300_799L;

    private EpochText() {}

    /**
     * Writes {@code "YYYY-MM-DDThh:mm:ss[.ffffff]Z"}.
     *
     * @param perSecond 1, or 1000 for milliseconds
     * @return false for what is no such number, or out of the years 1 to 9999
     */
    static boolean write(byte[] b, int from, int to, int perSecond, ByteBuilder out) {
        int i = from;
        int end = to;
        if (b[i] == '"') {
            i++;
            end--;
        }
        boolean negative = i < end && b[i] == '-';
        int first = negative ? ++i : i;
        long units = 0;
        while (i < end && b[i] >= '0' && b[i] <= '9' && i - first < 16) {
            units = units * 10 + b[i++] - '0';
        }
        int micros = 0;
        boolean fraction = i > first && i < end && b[i] == '.' && i + 1 < end;
        if (fraction) {
            int scale = perSecond == 1 ? 100_000 : 100;
            for (i++; i < end && b[i] >= '0' && b[i] <= '9'; i++, scale /= 10) {
                micros += (b[i] - '0') * scale;
            }
        }
        if (i == first || i < end) {
            return false;
        }
        long second = units / perSecond;
        micros += (int) (units % perSecond) * (1_000_000 / perSecond) % 1_000_000;
        if (negative) {
            second = micros == 0 ? -second : -second - 1;
            micros = micros == 0 ? 0 : 1_000_000 - micros;
        }
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            return false;
        }
        write(second, micros, out);
        return true;
    }

    private static void write(long second, int micros, ByteBuilder out) {
        long days = Math.floorDiv(second, DAY);
        int ofDay = (int) (second - days * DAY);
        int at = out.length;
        out.append(PATTERN, 0, PATTERN.length);
        date(days, out.bytes, at + 1);
        digits(out.bytes, at + 12, 2, ofDay / 3600);
        digits(out.bytes, at + 15, 2, ofDay / 60 % 60);
        digits(out.bytes, at + 18, 2, ofDay % 60);
        if (micros != 0) {
            out.append('.');
            int point = out.length;
            out.append(PATTERN, 0, 6);
            digits(out.bytes, point, 6, micros);
        }
        out.append('Z');
        out.append('"');
    }

    /** The proleptic Gregorian date of a day, by Hinnant's civil_from_days. */
    private static void date(long days, byte[] b, int at) {
        long z = days + 719_468;
        long era = Math.floorDiv(z, 146_097);
        int ofEra = (int) (z - era * 146_097);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * ofYear + 2) / 153;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        digits(b, at, 4, year);
        digits(b, at + 5, 2, month);
        digits(b, at + 8, 2, ofYear - (153 * shifted + 2) / 5 + 1);
    }

    private static void digits(byte[] b, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            b[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
