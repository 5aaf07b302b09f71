package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import java.util.Optional;

/** A list that comes in one answer. */
public final class SinglePage implements Paginator {

    @Override
    public ApiRequest request(ApiRequest list, Page page) {
        return list;
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        return Optional.empty();
    }
}
