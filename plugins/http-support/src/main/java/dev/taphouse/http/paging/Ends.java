package dev.taphouse.http.paging;

import dev.taphouse.api.SourceException;
import dev.taphouse.http.record.Wanted;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How an API says that a list has ended, beside having no next page. A short page never means it unless the API documents
 * so, nor does an empty one while there is a token.
 *
 * @param totalPath where the body says how many records the list has
 * @param totalHeader the header that says so
 * @param pagesPath where the body says how many pages the list has
 * @param hasMorePath where the body says whether there are more
 * @param emptyPage whether a page without records is the end
 * @param shortPage whether a page with fewer records than were asked for is the end
 */
public record Ends(
        Optional<String> totalPath,
        Optional<String> totalHeader,
        Optional<String> pagesPath,
        Optional<String> hasMorePath,
        boolean emptyPage,
        boolean shortPage) {

    /** Only having no next page. */
    public static final Ends BY_TOKEN =
            new Ends(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    /** A page without records. */
    public static final Ends EMPTY_PAGE =
            new Ends(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true, false);

    /** By a total in the body. */
    public static Ends total(String path) {
        return new Ends(Optional.of(path), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
    }

    /** By a flag in the body. */
    public static Ends hasMore(String path) {
        return new Ends(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(path), false, false);
    }

    /** Whether anything is said but tokens. */
    public boolean isEmpty() {
        return equals(BY_TOKEN);
    }

    /** What to note of each body. */
    Wanted wanted() {
        Set<String> values = new LinkedHashSet<>();
        totalPath.ifPresent(values::add);
        pagesPath.ifPresent(values::add);
        hasMorePath.ifPresent(values::add);
        return new Wanted(values, Set.of());
    }

    /** Whether the API says that more follows; empty where it has no such flag. */
    Optional<Boolean> hasMore(Fetched fetched) {
        return hasMorePath.map(path -> switch (value(fetched, path)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw broken(fetched, "'" + path + "' is neither true nor false");
        });
    }

    /** How many records the list has. */
    OptionalLong total(Fetched fetched) {
        if (totalPath.isPresent()) {
            return OptionalLong.of(count(fetched, value(fetched, totalPath.get()), totalPath.get()));
        }
        if (totalHeader.isPresent()) {
            String text = fetched.headers().get(totalHeader.get());
            if (text == null) {
                throw broken(fetched, "there is no header '" + totalHeader.get() + "'");
            }
            return OptionalLong.of(count(fetched, text, totalHeader.get()));
        }
        return OptionalLong.empty();
    }

    /** How many pages the list has: said, or the total by the size of a page. */
    OptionalLong pages(Fetched fetched, PageSize size) {
        if (pagesPath.isPresent()) {
            return OptionalLong.of(count(fetched, value(fetched, pagesPath.get()), pagesPath.get()));
        }
        OptionalLong total = total(fetched);
        return total.isPresent() && size.records() > 0
                ? OptionalLong.of((total.getAsLong() + size.records() - 1) / size.records())
                : OptionalLong.empty();
    }

    /** Whether this page is the end by what it holds. */
    boolean byPage(Fetched fetched, PageSize size) {
        long records = fetched.body().records();
        return emptyPage && records == 0 || shortPage && records < size.records();
    }

    static String value(Fetched fetched, String path) {
        return Optional.ofNullable(fetched.body().values().get(path))
                .orElseThrow(() -> broken(
                        fetched, "there is no value at '" + path + "', which should say whether the list goes on"));
    }

    static SourceException broken(Fetched fetched, String what) {
        return new SourceException(SourceException.Kind.DATA, "page " + fetched.page() + ": " + what)
                .remedy("Compare the paginator's paths with an answer of the API.");
    }

    private static long count(Fetched fetched, String text, String where) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw broken(fetched, "'" + where + "' is no number: '" + text + "'");
        }
    }
}
