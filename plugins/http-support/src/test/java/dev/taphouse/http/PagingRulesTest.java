package dev.taphouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.paging.CursorPaginator;
import dev.taphouse.http.paging.Ends;
import dev.taphouse.http.paging.LastRecordPaginator;
import dev.taphouse.http.paging.LinkHeaderPaginator;
import dev.taphouse.http.paging.NextUrlPaginator;
import dev.taphouse.http.paging.OffsetPaginator;
import dev.taphouse.http.paging.PagePaginator;
import dev.taphouse.http.paging.PageSize;
import dev.taphouse.http.paging.Paginator;
import dev.taphouse.http.paging.TokenPlace;
import dev.taphouse.testkit.CapturedStream;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

/** What ends a list, and what is taken for an error instead. */
final class PagingRulesTest extends Fixture {
    private static final Paginator CURSOR =
            new CursorPaginator("next", TokenPlace.param("after"), PageSize.UNKNOWN, Ends.BY_TOKEN);

    /** Answers the n-th request, from 1, with the n-th body. */
    private void answers(String... bodies) {
        server.mangle(
                response -> response.body(bodies[Math.min(server.requests().size(), bodies.length) - 1]));
    }

    private static String page(String ids, String rest) {
        StringBuilder rows = new StringBuilder();
        for (String id : ids.split(",", -1)) {
            if (!id.isEmpty()) {
                rows.append(rows.isEmpty() ? "" : ",")
                        .append("{\"id\":")
                        .append(id)
                        .append('}');
            }
        }
        return "{\"data\":[" + rows + "]" + rest + "}";
    }

    private CapturedStream readAll(Paginator paginator) throws Exception {
        return read(rows("plain", "id").paginator(paginator), Position.START);
    }

    private SourceException failure(HttpStream stream) {
        return catchThrowableOfType(SourceException.class, () -> read(stream, Position.START));
    }

    private SourceException failure(Paginator paginator) {
        return failure(rows("plain", "id").paginator(paginator));
    }

    @Test
    void aShortPageIsNotTheEnd() throws Exception {
        answers(page("1,2", ",\"next\":\"a\""), page("3", ",\"next\":\"b\""), page("4,5", ""));
        assertThat(ids(readAll(CURSOR))).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void anEmptyPageWithATokenIsNotTheEnd() throws Exception {
        answers(page("1", ",\"next\":\"a\""), page("", ",\"next\":\"b\""), page("2", ",\"next\":null"));
        assertThat(ids(readAll(CURSOR))).containsExactly(1, 2);
    }

    @Test
    void aShortPageIsTheEndWhereTheApiDocumentsIt() throws Exception {
        server.fill(120);
        Ends shortPage = new Ends(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, true);
        CapturedStream all = read(
                rows("page", "id").paginator(new PagePaginator("page", 1, FIFTY, shortPage, false)), Position.START);
        assertThat(ids(all)).hasSize(120);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void withoutAnythingDocumentedAPageWithoutRecordsIsTheEndOfNumberedPages() throws Exception {
        server.fill(100);
        CapturedStream all = read(
                rows("page", "id").paginator(new PagePaginator("page", 1, FIFTY, Ends.BY_TOKEN, false)),
                Position.START);
        assertThat(ids(all)).hasSize(100);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aTokenThatCameBeforeIsAnErrorThatNamesThePage() {
        answers(
                page("1", ",\"next\":\"A\""),
                page("2", ",\"next\":\"B\""),
                page("3", ",\"next\":\"A\""),
                page("4", ",\"next\":\"B\""));
        SourceException failure = failure(CURSOR);
        assertThat(failure.kind()).isEqualTo(SourceException.Kind.DATA);
        assertThat(failure)
                .hasMessageContaining("page {token=A}, the 4. of the list, was asked for before: the pages go round");
    }

    @Test
    void aPageThatRepeatsIsAnErrorThatNamesIt() {
        answers(page("1,2", ",\"next\":\"a\""), page("3,4", ",\"next\":\"b\""), page("3,4", ",\"next\":\"c\""));
        assertThat(failure(CURSOR))
                .hasMessageContaining("page {token=b}, the 3. of the list, holds the same records as one before");
    }

    @Test
    void theLastPageForEverIsAnError() {
        answers(page("1,2", ""), page("3,4", ""));
        assertThat(failure(new PagePaginator("page", 1, PageSize.UNKNOWN, Ends.BY_TOKEN, false)))
                .hasMessageContaining("page {page=3}, the 3. of the list, holds the same records");
    }

    @Test
    void anOffsetBeyondTheEndThatGivesTheLastPageIsAnError() {
        server.mangle(response -> response.body(page("1,2,3,4,5,6,7,8,9,10", "")));
        SourceException failure = failure(new OffsetPaginator("offset", new PageSize("limit", 10), 2, Ends.BY_TOKEN));
        assertThat(failure).hasMessageContaining("holds 10 records that all came before: the list repeats");
    }

    @Test
    void aListWithoutAnEndIsAnError() {
        server.mangle(response -> response.body(page(
                "" + server.requests().size(),
                ",\"next\":\"t" + server.requests().size() + "\"")));
        SourceException failure = failure(rows("plain", "id").paginator(CURSOR).mostPages(20));
        assertThat(failure).hasMessageContaining("page {token=t20}: the list has not ended after 20 pages");
        assertThat(failure.remedy().orElse("")).contains("raise 'max_pages'");
    }

    @Test
    void emptyPagesWithoutEndAreAnError() {
        server.mangle(response ->
                response.body(page("", ",\"next\":\"t" + server.requests().size() + "\"")));
        assertThat(failure(CURSOR)).hasMessageContaining("the last 1000 pages of the list have no record");
    }

    @Test
    void moreThatIsAnnouncedHasToComeWithAToken() {
        answers(page("1", ",\"has_more\":true"));
        Paginator paginator =
                new CursorPaginator("next", TokenPlace.param("after"), PageSize.UNKNOWN, Ends.hasMore("has_more"));
        assertThat(failure(paginator))
                .hasMessageContaining("page (first): more records are announced, and there is no token at 'next'");
    }

    @Test
    void aFlagOfTheEndThatIsMissingIsAnError() {
        answers(page("1", ""));
        Paginator paginator =
                new LastRecordPaginator("id", TokenPlace.param("after_id"), PageSize.UNKNOWN, Ends.hasMore("has_more"));
        assertThat(failure(paginator))
                .hasMessageContaining("there is no value at 'has_more', which should say whether the list goes on");
    }

    @Test
    void anEmptyPageOfManyIsAnErrorForAKeyset() {
        answers(page("1", ",\"has_more\":true"), page("", ",\"has_more\":true"));
        Paginator paginator =
                new LastRecordPaginator("id", TokenPlace.param("after_id"), PageSize.UNKNOWN, Ends.hasMore("has_more"));
        assertThat(failure(paginator)).hasMessageContaining("more records are announced, and the page has none");
    }

    @Test
    void aMissingPathOfRecordsIsAnError() {
        answers("{\"items\":[{\"id\":1}]}");
        SourceException failure = failure(CURSOR);
        assertThat(failure.kind()).isEqualTo(SourceException.Kind.DATA);
        assertThat(failure.getMessage() + failure.remedy()).contains("data").contains("items[*]");
    }

    @Test
    void theNextAddressStaysAtTheOriginOfTheApi() {
        answers(page("1", ",\"next_url\":\"https://elsewhere.example.com/x\""));
        assertThat(failure(new NextUrlPaginator("next_url", false, PageSize.UNKNOWN, Ends.BY_TOKEN)))
                .hasMessageContaining("the next page is at another origin, https://elsewhere.example.com:443");
    }

    @Test
    void aLinkIsFoundAmongManyAndFollowedAsItStands() throws Exception {
        server.mangle(response -> link(response, server.requests().size()));
        CapturedStream all = readAll(new LinkHeaderPaginator(false, PageSize.UNKNOWN, Ends.BY_TOKEN));
        assertThat(ids(all)).containsExactly(1, 2);
        assertThat(server.requests().get(1).encodedQuery()).isEqualTo("a=1,2;x&cursor=%2B");
    }

    private static void link(MockResponse.Builder response, int request) {
        response.body(page("" + request, ""));
        if (request == 1) {
            response.setHeader(
                    "Link",
                    "</plain?a=0>; title=\"a, b\"; rel=\"prev first\", </plain?a=1,2;x&cursor=%2B>;REL=Next; x=y");
        }
    }
}
