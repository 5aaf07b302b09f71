package dev.taphouse.http.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.DescribedSource;
import dev.taphouse.http.HttpStream;
import dev.taphouse.http.JsonText;
import dev.taphouse.testkit.TestContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong with a description, all at once. */
final class DescriptionTest {
    private static final String GOOD = """
            {"base_url": "https://api.example.com/v2/",
             "authentication": {"type": "oauth2", "grant_type": "refresh_token", "token_url": "https://login.example.com/t",
               "client_id": "c1", "client_secret": "{config.secret}", "refresh_token": "{config.secret}"},
             "rate_limit": {"requests": 100, "per": "PT1M", "concurrency": 4, "remaining_header": "X-RateLimit-Remaining"},
             "defaults": {"primary_key": ["id"], "records_path": "data[*]",
               "paginator": {"type": "cursor", "cursor_path": "meta.next", "cursor_param": "after", "page_size_param": "limit", "page_size": 100},
               "on_error": [{"status": 403, "when": {"path": "code", "equals": "no_feature"}, "action": "skip_stream"}]},
             "streams": [
              {"name": "notes", "path": "orders/{parent.id}/notes", "parent": {"stream": "orders", "include": {"order_id": "id"}}, "primary_key": ["order_id", "id"]},
              {"name": "orders", "path": "orders", "params": {"sort": "updated_at"}, "replication_key": "updated_at",
               "incremental": {"start_param": "updated_from", "end_param": "updated_to", "format": "epoch_s", "order": "ascending",
                 "window": "P30D", "lag": "PT5M", "look_back": "PT1S", "null_cursor": "first_pass"},
               "deleted": {"path": "status", "equals": "deleted"}},
              {"name": "rates", "path": "rates.csv", "format": "csv", "primary_key": ["day"], "paginator": {"type": "none"},
               "schema": {"properties": {"day": {"type": "string", "format": "date"}}}}]}
            """;

    private static Description parse(String json) throws IOException {
        Map<?, ?> values = (Map<?, ?>) Objects.requireNonNull(JsonText.read(json));
        @SuppressWarnings("unchecked")
        Map<String, ?> description = (Map<String, ?>) values;
        return Description.of(
                description,
                Set.of("secret", "start_date"),
                name -> name.equals("secret") ? Optional.of("s3cret") : Optional.empty(),
                TestContext.of(new Nothing(), Map.of()));
    }

    private static SourceException failure(String json) {
        return catchThrowableOfType(SourceException.class, () -> parse(json));
    }

    private static String of(String streams) {
        return "{\"base_url\": \"https://api.example.com\", \"streams\": " + streams + "}";
    }

    @Test
    void theVocabularyIsReadAndParentsComeFirst() throws Exception {
        assertThat(parse(GOOD).streams()).extracting(HttpStream::name).containsExactly("orders", "notes", "rates");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPathAndTheNearestName() {
        SourceException failure = failure("""
                {"base_url": "api.example.com", "stremas": 1, "authentication": {"type": "baerer"},
                 "defaults": {"pagintor": {}, "path": "x"},
                 "streams": {
                  "orders": {"pth": "orders", "records_path": "data[0]", "incremental": {"format": "epochs"}, "replication_key": "u",
                    "paginator": {"type": "curser"}},
                  "notes": {"path": "{parent.id}/{confg.x}/{config.secrt}/{window.start}", "method": "PUT",
                    "on_error": {"status": "4xx", "action": "ignore"}, "max_pages": -1},
                  "tags": {"path": "tags", "parent": {"stream": "order"}}}}
                """);
        assertThat(failure.kind()).isEqualTo(SourceException.Kind.CONFIG);
        assertThat(String.valueOf(failure.getMessage()).split("; (?=')"))
                .contains(
                        "'base_url' is 'api.example.com', which is no address of HTTP",
                        "'stremas' is unknown; did you mean 'streams'?",
                        "'authentication.type' is 'baerer'; did you mean 'bearer'?",
                        "'defaults.path' is each stream's own; remove it from 'defaults'",
                        "'defaults.pagintor' is unknown; did you mean 'paginator'?",
                        "'streams.orders.pth' is unknown; did you mean 'path'?",
                        "'streams.orders.paginator.type' is 'curser'; did you mean 'cursor'?",
                        "'streams.notes.path' has {parent.id}, and the stream has no 'parent'",
                        "'streams.notes.path' has {config.secrt}, which is no setting; did you mean 'secret'?",
                        "'streams.notes.path' has {window.start}, and the stream has no 'replication_key'",
                        "'streams.notes.method' is 'PUT'; there are GET, POST",
                        "'streams.notes.on_error[0].status' is '4xx', which is no status such as 403",
                        "'streams.notes.max_pages' is -1, and has to be a whole number",
                        "'streams.tags.parent.stream' is 'order', which is no stream; did you mean 'orders'?");
        assertThat(failure.getMessage())
                .contains("'streams.orders.records_path' is wrong: 'data[0]' is no path of records")
                .contains("'streams.notes.path' has {confg.x}, which is no placeholder; there are {config.x}")
                .contains("'streams.orders.incremental.format' is 'epochs', and has to be iso, epoch_s");
        assertThat(failure.remedy()).hasValue("See the vocabulary in the README of the plugin.");
    }

    @Test
    void aParameterThatIsSetTwiceIsAProblem() {
        assertThat(failure(of("""
                {"a": {"path": "a?limit=5", "params": {"after": "x", "from": "1"}, "replication_key": "u",
                  "incremental": {"start_param": "from"},
                  "paginator": {"type": "cursor", "cursor_path": "next", "cursor_param": "after",
                    "page_size_param": "limit", "page_size": 10}}}
                """)))
                .hasMessageContaining("'streams.a.paginator' sets the query parameter 'after', which 'params' sets too")
                .hasMessageContaining("'streams.a.paginator' sets the query parameter 'limit', which 'path' sets too")
                .hasMessageContaining(
                        "'streams.a.incremental' sets the query parameter 'from', which 'params' sets too");
    }

    @Test
    void aCircleOfParentsIsAProblem() {
        assertThat(failure(of("""
                {"a": {"path": "a", "parent": {"stream": "b"}}, "b": {"path": "b", "parent": {"stream": "a"}}}
                """))).hasMessageContaining("'streams.a.parent' leads back to the stream itself");
    }

    @Test
    void aPaginatorThatCannotKnowItsEndIsAProblem() {
        assertThat(failure(of("""
                {"a": {"path": "a", "paginator": {"type": "page", "backwards": true}},
                 "b": {"path": "b", "paginator": {"type": "offset"}},
                 "c": {"path": "c", "paginator": {"type": "cursor", "cursor_path": "data[*].next"}}}
                """)))
                .hasMessageContaining("'streams.a.paginator.backwards' needs to know how many pages there are")
                .hasMessageContaining("'streams.b.paginator.page_size' is missing")
                .hasMessageContaining("'streams.c.paginator.cursor_param' is missing")
                .hasMessageContaining(
                        "'streams.c.paginator.cursor_path' is 'data[*].next', and has to be the path of one");
    }

    @Test
    void aSecretThatIsWrongIsNotShown() {
        assertThat(failure("""
                {"base_url": "https://x.example.com", "streams": {"a": {"path": "a"}},
                 "authentication": {"type": "bearer", "token": ["hunter2"], "prefix": "hunter2"}}
                """).getMessage())
                .contains("'authentication.token'", "'authentication.prefix' is unknown")
                .doesNotContain("hunter2");
    }

    @Test
    void aSettingThatIsNotSetIsNamed() {
        assertThat(failure("""
                {"base_url": "https://{config.start_date}.example.com", "streams": {"a": {"path": "a"}}}
                """))
                .hasMessageContaining("'base_url' has {config.start_date}, and 'start_date' is not set in the config");
    }

    /** A source without options of its own. */
    private static final class Nothing extends DescribedSource {
        @Override
        protected List<Option<?>> apiOptions() {
            return List.of();
        }

        @Override
        protected Map<String, ?> description(SourceContext context) {
            return Map.of();
        }
    }
}
