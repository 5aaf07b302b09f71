package dev.taphouse.http.client;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.TryFailed.Next;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;

/** Where answers send a request on to. */
final class Redirects {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    /** Headers that say nothing about who asks. All others stay at home: any of them may be a key. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-language", "if-none-match", "if-modified-since", "range", "user-agent");

    private Redirects() {}

    /** Whether an answer sends the request on. */
    static boolean isOne(Answer answer) {
        return STATUSES.contains(answer.status()) && answer.headers().get("Location") != null;
    }

    /**
     * The address that an answer sends the request on to.
     *
     * @throws TryFailed for one that is not followed
     */
    static HttpUrl target(ApiRequest request, Answer answer, Refusals refusals, Secrets secrets) throws TryFailed {
        String location = String.valueOf(answer.headers().get("Location"));
        String where = "status " + answer.status() + ", a redirect to ";
        HttpUrl to = request.url().resolve(location);
        if (to == null) {
            throw refused(request, refusals, where + "'" + Messages.line(location, 200) + "', which is no address", "");
        }
        where += secrets.mask(to);
        if (!METHODS.contains(request.method())) {
            throw refused(
                    request,
                    refusals,
                    where + ", which only a GET follows",
                    "Set the address to where the redirect leads, if it is the right server.");
        }
        if (request.url().isHttps() && !to.isHttps()) {
            throw refused(request, refusals, where + ", which is not encrypted", "Set the address to the right one.");
        }
        boolean elsewhere = !Origin.of(to).equals(Origin.of(request.url()));
        if (elsewhere && secrets.isIn(to.toString())) {
            throw refused(
                    request,
                    refusals,
                    where + ", which would carry the credentials to another origin",
                    "Set the address to where the redirect leads, if it is the right server.");
        }
        return to;
    }

    /** The request to another origin: without anything that might be a credential. */
    static ApiRequest bare(ApiRequest request) {
        ApiRequest bare = ApiRequest.get(request.url());
        for (String name : request.headers().names()) {
            if (HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
                bare = bare.header(name, String.valueOf(request.headers().get(name)));
            }
        }
        return bare;
    }

    static TryFailed tooMany(ApiRequest request, Refusals refusals, int limit) {
        return refused(request, refusals, "more than " + limit + " redirects", "Check the address.");
    }

    private static TryFailed refused(ApiRequest request, Refusals refusals, String what, String remedy) {
        SourceException error = new SourceException(Kind.DATA, refusals.line(request.method(), request.url(), what));
        return new TryFailed(remedy.isEmpty() ? error : error.remedy(remedy), Next.END);
    }
}
