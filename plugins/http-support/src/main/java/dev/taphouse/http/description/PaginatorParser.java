package dev.taphouse.http.description;

import dev.taphouse.http.paging.CursorPaginator;
import dev.taphouse.http.paging.Ends;
import dev.taphouse.http.paging.HeaderPaginator;
import dev.taphouse.http.paging.LastRecordPaginator;
import dev.taphouse.http.paging.LinkHeaderPaginator;
import dev.taphouse.http.paging.NextUrlPaginator;
import dev.taphouse.http.paging.OffsetPaginator;
import dev.taphouse.http.paging.PagePaginator;
import dev.taphouse.http.paging.PageSize;
import dev.taphouse.http.paging.Paginator;
import dev.taphouse.http.paging.SinglePage;
import dev.taphouse.http.paging.TokenPlace;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code paginator}. */
final class PaginatorParser {
    private static final String[] TYPES = {"none", "cursor", "next_url", "link_header", "header", "page", "offset"};
    /** A fifth of a page costs a quarter more requests. */
    private static final long PAGE_PER_OVERLAP = 5;

    private final Element element;
    /** Query parameters that it sets. */
    private final Set<String> params = new LinkedHashSet<>();

    PaginatorParser(Element element) {
        this.element = element;
    }

    /** The query parameters that it sets, after {@link #parse}. */
    Set<String> params() {
        return params;
    }

    /**
     * The paginator.
     *
     * @param descending whether records come newest first
     */
    Paginator parse(boolean descending) {
        Optional<String> type = element.oneOf("type", TYPES);
        if (type.isEmpty()) {
            if (!element.has("type")) {
                element.problem("type", "is missing; it is one of " + String.join(", ", TYPES));
            }
            return new SinglePage();
        }
        Paginator paginator = switch (type.get()) {
            case "cursor" -> cursor();
            case "next_url" -> {
                String path = path("next_url_path", "\"links.next\"");
                yield new NextUrlPaginator(path, element.flag("any_origin"), size(), ends());
            }
            case "link_header" -> new LinkHeaderPaginator(element.flag("any_origin"), size(), ends());
            case "header" -> header();
            case "page" -> page(descending);
            case "offset" -> offset();
            default -> new SinglePage();
        };
        element.done();
        return paginator;
    }

    private Paginator cursor() {
        Optional<String> last = element.text("last_record");
        Optional<TokenPlace> place = place();
        if (place.isEmpty()) {
            element.problem("cursor_param", "is missing; set it to the query parameter that asks for the next page");
        }
        TokenPlace to = place.orElse(TokenPlace.param("cursor"));
        if (last.isPresent()) {
            if (element.has("cursor_path")) {
                element.problem("last_record", "is set together with 'cursor_path'; keep one");
            }
            return new LastRecordPaginator(last.get(), to, size(), ends());
        }
        return new CursorPaginator(path("cursor_path", "\"meta.next\""), to, size(), ends());
    }

    private Paginator header() {
        String header = element.required("header", "\"X-Next-Cursor\"");
        return new HeaderPaginator(header, place(), element.flag("any_origin"), size(), ends());
    }

    private Paginator page(boolean descending) {
        String param = param("page_param").orElse("page");
        params.add(param);
        PageSize size = size();
        Ends ends = ends();
        boolean told = ends.pagesPath().isPresent()
                || size.records() > 0
                        && (ends.totalPath().isPresent() || ends.totalHeader().isPresent());
        boolean backwards = element.has("backwards") ? element.flag("backwards") : told && !descending;
        if (backwards && !told) {
            element.problem(
                    "backwards",
                    "needs to know how many pages there are; set 'pages_path', or 'page_size' and 'total_path' or"
                            + " 'total_header'");
        }
        return new PagePaginator(param, element.integer("first_page").orElse(1L), size, ends, backwards && told);
    }

    private Paginator offset() {
        String param = param("offset_param").orElse("offset");
        params.add(param);
        PageSize size = size();
        if (size.records() == 0) {
            element.problem("page_size", "is missing; set it, and 'page_size_param', to how many records a page has");
            return new SinglePage();
        }
        long overlap = element.integer("overlap").orElse(size.records() / PAGE_PER_OVERLAP);
        if (overlap >= size.records()) {
            element.problem("overlap", "is " + overlap + ", and has to be less than 'page_size'");
            return new SinglePage();
        }
        return new OffsetPaginator(param, size, overlap, ends());
    }

    private Optional<TokenPlace> place() {
        Optional<String> param = param("cursor_param");
        Optional<String> header = element.text("cursor_header");
        if (param.isPresent() && header.isPresent()) {
            element.problem("cursor_header", "is set together with 'cursor_param'; keep one");
        }
        param.ifPresent(params::add);
        return param.map(TokenPlace::param).or(() -> header.map(TokenPlace::header));
    }

    private PageSize size() {
        Optional<String> param = param("page_size_param");
        Optional<Long> records = element.integer("page_size");
        param.ifPresent(params::add);
        if (param.isPresent() && records.isEmpty()) {
            element.problem("page_size", "is missing beside 'page_size_param'");
        }
        return new PageSize(param.orElse(""), records.orElse(0L));
    }

    private Ends ends() {
        boolean shortPage = element.flag("short_page");
        if (shortPage && !element.has("page_size")) {
            element.problem("short_page", "needs 'page_size', to know which page is short");
        }
        return new Ends(
                optionalPath("total_path"),
                element.text("total_header"),
                optionalPath("pages_path"),
                optionalPath("has_more_path"),
                element.flag("empty_page"),
                shortPage);
    }

    private Optional<String> param(String key) {
        return element.text(key);
    }

    private String path(String key, String example) {
        String path = element.required(key, example);
        Paths.check(element, key, path);
        return path;
    }

    private Optional<String> optionalPath(String key) {
        Optional<String> path = element.text(key);
        path.ifPresent(text -> Paths.check(element, key, text));
        return path;
    }
}
