package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;

/**
 * How many records a page is asked to have.
 *
 * @param param the query parameter that says so; empty for none
 * @param records how many; 0 when not known
 */
public record PageSize(String param, long records) {

    /** The API's own. */
    public static final PageSize UNKNOWN = new PageSize("", 0);

    /** The request with the size asked for. */
    ApiRequest in(ApiRequest list) {
        return param.isEmpty() || records == 0 ? list : list.param(param, Long.toString(records));
    }
}
