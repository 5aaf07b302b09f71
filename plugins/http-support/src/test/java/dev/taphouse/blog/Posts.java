package dev.taphouse.blog;

import dev.taphouse.http.HttpStream;
import dev.taphouse.http.paging.Ends;
import dev.taphouse.http.paging.LinkHeaderPaginator;
import dev.taphouse.http.paging.PageSize;
import dev.taphouse.http.record.JsonBody;

/** The posts. */
final class Posts extends HttpStream {
    Posts() {
        super("posts");
        path("posts");
        param("_sort", "id");
        primaryKey("id");
        format(JsonBody.at("[*]"));
        paginator(new LinkHeaderPaginator(false, new PageSize("_limit", 3), Ends.BY_TOKEN));
    }
}
