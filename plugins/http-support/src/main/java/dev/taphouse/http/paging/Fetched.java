package dev.taphouse.http.paging;

import dev.taphouse.http.record.Body;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * A page as it came.
 *
 * @param page which
 * @param url where it came from
 * @param headers of the response
 * @param body what it held
 * @param known how many of its records had come before in this list; counted where {@link Paginator#overlaps}, else 0
 */
public record Fetched(Page page, HttpUrl url, Headers headers, Body body, long known) {}
