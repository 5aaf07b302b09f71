package dev.taphouse.host.catalog;

/**
 * One way in which a catalog and its source no longer agree.
 *
 * @param stream the stream's id
 * @param field the field; empty when it is about the stream
 * @param kind what happened at the source
 * @param detail what was before and what is now, such as {@code integer is now bigint}; may be empty
 * @param outcome what the run does about it
 */
public record DriftEvent(String stream, String field, Kind kind, String detail, String outcome) {

    /** The event as a line for people. */
    public String text() {
        String subject = field.isEmpty() ? "" : ", field '" + field + "'";
        String more = detail.isEmpty() ? "" : " (" + detail + ")";
        return "stream '" + stream + "'" + subject + ": " + kind.words + more + "; " + outcome;
    }

    /** The event as a line under the stream's name. */
    public String underItsStream() {
        return text().replaceFirst("^stream '[^']*'[,:] ", "");
    }

    /** What happened at the source. */
    public enum Kind {
        /** The catalog selects a stream that the source does not have. */
        STREAM_GONE("the source no longer has it"),
        /** The catalog selects a field that the source does not have. */
        FIELD_GONE("the source no longer has it"),
        /** The source has a field that the catalog does not know. */
        FIELD_NEW("it is new at the source"),
        /** The source has another type than when the catalog was made. */
        TYPE_CHANGED("its type changed at the source");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }
}
