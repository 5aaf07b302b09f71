package dev.taphouse.blog;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.http.Api;
import dev.taphouse.http.HttpSource;
import dev.taphouse.http.HttpStream;
import dev.taphouse.http.auth.Credential;
import java.util.List;

/** A blog: a connector by its author, with a class for each stream. */
public final class BlogSource extends HttpSource {
    private static final Option<String> BASE_URL = Option.text("base_url", "Address of the blog");
    private static final Option<String> TOKEN = Option.secret("token", "Token of a reader");

    @Override
    protected List<Option<?>> apiOptions() {
        return List.of(BASE_URL, TOKEN);
    }

    @Override
    protected Api api(SourceContext context) {
        return Api.at(context.get(BASE_URL)).authentication(Credential.bearer(context.get(TOKEN)));
    }

    @Override
    protected List<HttpStream> streams(SourceContext context) {
        return List.of(new Posts(), new Comments(), new Tags());
    }
}
