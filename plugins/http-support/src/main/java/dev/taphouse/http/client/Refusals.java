package dev.taphouse.http.client;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.TryFailed.Next;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** The one place that says what answers which are no success mean. */
final class Refusals {
    private static final List<String> REQUEST_IDS = List.of(
            "X-Request-Id",
            "Request-Id",
            "X-GitHub-Request-Id",
            "X-Amzn-RequestId",
            "X-Correlation-Id",
            "X-Trace-Id",
            "CF-Ray");

    private final RateHeaders rate;
    private final Secrets secrets;
    private final Clock clock;

    Refusals(RateHeaders rate, Secrets secrets, Clock clock) {
        this.rate = rate;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What to do about the answer by the usual. */
    TryFailed usual(ApiRequest request, Answer answer, BodyPrefix body) {
        int status = answer.status();
        if (Statuses.isRateLimit(status, answer.headers(), rate)) {
            return later(request, answer, body, Optional.empty());
        }
        if (status == 401) {
            return new TryFailed(error(request, answer, body, Kind.CREDENTIALS, Optional.empty()), Next.RENEW);
        }
        if (Statuses.isPassing(status)) {
            return request.isRepeatable() || Statuses.isUntouched(status)
                    ? later(request, answer, body, Optional.empty())
                    : new TryFailed(error(request, answer, body, Kind.UNAVAILABLE, Optional.empty()), Next.END);
        }
        return new TryFailed(error(request, answer, body, Statuses.kind(status), Optional.empty()), Next.END);
    }

    /** What to do about the answer by a rule, which is not SKIP. */
    TryFailed byRule(ErrorRule rule, ApiRequest request, Answer answer, BodyPrefix body) {
        return switch (rule.action()) {
            case RETRY -> later(request, answer, body, rule.remedy());
            case REFRESH_TOKEN ->
                new TryFailed(error(request, answer, body, Kind.CREDENTIALS, rule.remedy()), Next.RENEW);
            case SKIP_STREAM, SKIP -> new TryFailed(error(request, answer, body, Kind.ABSENT, rule.remedy()), Next.END);
            case FAIL_RUN -> new TryFailed(error(request, answer, body, Kind.CONFIG, rule.remedy()), Next.END);
            case FAIL -> new TryFailed(error(request, answer, body, failing(answer.status()), rule.remedy()), Next.END);
        };
    }

    /** A rule that says fail means neither skip nor try again. */
    private static Kind failing(int status) {
        Kind usual = Statuses.kind(status);
        return usual == Kind.ABSENT || usual == Kind.UNAVAILABLE ? Kind.DATA : usual;
    }

    private TryFailed later(ApiRequest request, Answer answer, BodyPrefix body, Optional<String> remedy) {
        Optional<Duration> wait = wait(answer);
        SourceException error = error(request, answer, body, Kind.UNAVAILABLE, remedy);
        return new TryFailed(wait.map(error::retryAfter).orElse(error), Next.LATER, wait);
    }

    private Optional<Duration> wait(Answer answer) {
        return ServerTime.retryAfter(answer.headers(), clock.instant())
                .or(() -> rate.isExhausted(answer.headers())
                        ? rate.untilReset(answer.headers(), clock.instant())
                        : Optional.empty());
    }

    private SourceException error(
            ApiRequest request, Answer answer, BodyPrefix body, Kind kind, Optional<String> remedy) {
        String what = "status " + answer.status()
                + (Statuses.isRateLimit(answer.status(), answer.headers(), rate) ? " (rate limit)" : "")
                + body.message()
                        .map(text -> ": " + Messages.line(text, 300))
                        .orElseGet(() -> unstructured(answer, body))
                + requestId(answer.headers());
        SourceException error = new SourceException(kind, line(request.method(), request.url(), what));
        String sentence =
                remedy.orElseGet(() -> kind == Statuses.kind(answer.status()) ? Statuses.remedy(answer.status()) : "");
        return sentence.isEmpty() ? error : error.remedy(sentence);
    }

    private static String unstructured(Answer answer, BodyPrefix body) {
        String start = body.start(100);
        String type = answer.headers().get("Content-Type");
        return start.isEmpty() ? "" : ": " + (type == null ? "" : type + ", ") + "'" + start + "'";
    }

    private static String requestId(Headers headers) {
        return REQUEST_IDS.stream()
                .flatMap(name -> Stream.ofNullable(headers.get(name)))
                .findFirst()
                .map(id -> " [request id " + Messages.line(id, 100) + "]")
                .orElse("");
    }

    /** A message about a request. */
    String line(String method, HttpUrl url, String what) {
        return method + " " + secrets.mask(url) + ": " + secrets.mask(what);
    }
}
