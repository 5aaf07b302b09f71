package dev.taphouse.http;

/**
 * A list whose records each tell of a record of a stream that was deleted: for APIs that keep deletes in a log. It is
 * read before each pass of the stream, from the start of the pass on, so that a record which was made anew afterwards
 * stays.
 *
 * @param list how it is asked for; its cursor, which it needs, is the time of the delete
 * @param record where the deleted record stands in a record of the list, at least with the key of the stream: names with
 *     dots between
 */
public record Deletions(HttpStream list, String record) {}
