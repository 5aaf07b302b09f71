package dev.taphouse.blog;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.http.HttpStream;
import dev.taphouse.http.Parent;
import dev.taphouse.http.record.JsonBody;
import java.util.Map;

/** The tags of each post, which has the first of them in itself and says whether there are more. */
final class Tags extends HttpStream {
    Tags() {
        super("tags");
        path("posts/{parent.id}/tags");
        parent(Parent.of("posts", Map.of("post_id", "id")).nested("tags.data", "tags.has_more"));
        primaryKey("post_id", "name");
        format(JsonBody.at("data[*]"));
        schema(StreamSpec.of("tags", Field.of("post_id", Type.INTEGER), Field.of("name", Type.TEXT)));
    }
}
