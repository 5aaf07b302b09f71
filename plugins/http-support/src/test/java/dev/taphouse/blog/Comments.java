package dev.taphouse.blog;

import dev.taphouse.http.HttpStream;
import dev.taphouse.http.Parent;
import dev.taphouse.http.Rows;
import dev.taphouse.http.record.JsonBody;
import dev.taphouse.http.record.JsonRecord;
import java.util.Map;

/** The comments of each post, without those that were hidden. */
final class Comments extends HttpStream {
    Comments() {
        super("comments");
        path("posts/{parent.id}/comments");
        parent(Parent.of("posts", Map.of("post_id", "id")));
        primaryKey("post_id", "id");
        format(JsonBody.at("[*]"));
    }

    @Override
    protected void record(JsonRecord record, Rows rows) throws Exception {
        if (record.text("hidden").filter("true"::equals).isEmpty()) {
            rows.push(record);
        }
    }
}
