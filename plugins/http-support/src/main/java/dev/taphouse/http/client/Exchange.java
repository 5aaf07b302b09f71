package dev.taphouse.http.client;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.TryFailed.Next;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request until its answer is read: all tries of it. Used once, by one thread. */
final class Exchange<T> {
    private final ApiClient client;
    private final ApiRequest request;
    private final List<ErrorRule> rules;
    private final CallScope scope;
    private final BodyReader<T> reader;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    /** The request as it went out last, and the same without credentials. */
    private ApiRequest sent;

    private ApiRequest plain;
    private boolean renewed;
    private long spentNanos;

    Exchange(ApiClient client, ApiRequest request, List<ErrorRule> rules, CallScope scope, BodyReader<T> reader) {
        this.client = client;
        this.request = request;
        this.rules = rules;
        this.scope = scope;
        this.reader = reader;
        this.sent = request;
        this.plain = request;
    }

    /** All tries; empty where a rule says that there is nothing here. */
    Optional<T> run() throws Exception {
        RetryPolicy policy = client.settings().retry();
        for (int tries = 1; ; tries++) {
            try (RecordSink.Registration hook = scope.onCancel(() -> cancelled.set(true))) {
                return once();
            } catch (TryFailed failed) {
                Duration wait = failed.next() == Next.RENEW ? Duration.ZERO : waitAfter(tries, failed);
                spentNanos += wait.toNanos();
                boolean isLast = failed.next() == Next.LATER && tries >= policy.tries();
                if (failed.next() == Next.END
                        || isLast
                        || spentNanos > policy.total().toNanos()) {
                    throw failed.afterTries(tries);
                }
                client.retrying(failed, wait, tries);
                client.budget().pause(scope, wait);
            }
        }
    }

    private Duration waitAfter(int tries, TryFailed failed) {
        RetryPolicy policy = client.settings().retry();
        Duration own = policy.backOff(tries);
        // one that is too long is waited for by nobody here, but told to the host
        failed.waitAskedFor()
                .filter(asked -> asked.compareTo(policy.total()) <= 0)
                .ifPresent(client.budget()::hold);
        // on top, so that those who were told the same time do not come back all at once
        return failed.waitAskedFor().map(asked -> asked.plus(own.dividedBy(4))).orElse(own);
    }

    private Optional<T> once() throws Exception {
        try (RateBudget.Permit permit = client.budget().acquire(scope)) {
            try (Answer answer = follow()) {
                return read(answer);
            } catch (TryFailed failed) {
                throw failed.next() == Next.RENEW ? renewed(failed) : failed;
            }
        }
    }

    private Answer follow() throws Exception {
        plain = request;
        sent = authorised(plain);
        for (int hops = 0; ; hops++) {
            Answer answer = answer();
            if (!Redirects.isOne(answer)) {
                return answer;
            }
            answer.close();
            if (hops == client.settings().limits().redirects()) {
                throw Redirects.tooMany(request, client.refusals(), hops);
            }
            plain = plain.url(Redirects.target(plain, answer, client.refusals(), client.secrets()));
            sent = mayHaveCredentials(plain) ? authorised(plain) : Redirects.bare(plain);
        }
    }

    private Answer answer() throws TryFailed {
        long from = System.nanoTime();
        try {
            Answer answer = client.transport().send(sent, scope);
            client.observed(answer);
            return answer;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            spentNanos += System.nanoTime() - from;
        }
    }

    private ApiRequest authorised(ApiRequest without) throws Exception {
        return client.authentication().apply(without, client.sender(scope));
    }

    private boolean mayHaveCredentials(ApiRequest to) {
        Origin origin = Origin.of(to.url());
        return origin.equals(Origin.of(request.url()))
                || client.settings().origins().contains(origin);
    }

    private Optional<T> read(Answer answer) throws Exception {
        boolean isWanted = Statuses.isSuccess(answer.status()) || isNotModified(answer);
        Optional<ErrorRule> suspect =
                rules.stream().filter(rule -> rule.isFor(answer.status())).findFirst();
        boolean isPage = isWanted && contentType(answer).startsWith("text/html");
        if (isWanted && suspect.isEmpty() && !isPage) {
            return body(answer, answer.body());
        }
        byte[] first = first(answer, isWanted);
        BodyPrefix prefix = new BodyPrefix(first);
        Optional<ErrorRule> rule = rules.stream()
                .filter(each -> each.isFor(answer.status()))
                .filter(each -> each.when().map(prefix::matches).orElse(true))
                .findFirst();
        if (rule.isPresent()) {
            if (rule.get().action() == ErrorRule.Action.SKIP) {
                return Optional.empty();
            }
            throw client.refusals().byRule(rule.get(), plain, answer, prefix);
        }
        if (isPage && prefix.isMarkup()) {
            throw page(answer, prefix);
        }
        if (isWanted || client.takes(answer)) {
            return body(answer, new SequenceInputStream(new ByteArrayInputStream(first), answer.body()));
        }
        throw client.refusals().usual(plain, answer, prefix);
    }

    private byte[] first(Answer answer, boolean isWanted) throws TryFailed {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        try {
            byte[] chunk = new byte[BodyPrefix.BYTES];
            for (int n = 0;
                    n >= 0 && first.size() < chunk.length;
                    n = answer.body().read(chunk, 0, chunk.length - first.size())) {
                first.write(chunk, 0, n);
            }
        } catch (IOException e) {
            if (isWanted) {
                throw failed(e);
            }
            // a refusal that is cut off is still one, and says what it says
            return first.toByteArray();
        }
        return first.toByteArray();
    }

    private boolean isNotModified(Answer answer) {
        return answer.status() == 304
                && (request.headers().get("If-None-Match") != null
                        || request.headers().get("If-Modified-Since") != null);
    }

    private static String contentType(Answer answer) {
        String type = answer.headers().get("Content-Type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private TryFailed page(Answer answer, BodyPrefix prefix) {
        String what = "status " + answer.status() + " with a page for a browser (" + contentType(answer)
                + ") instead of data: '" + prefix.start(100) + "'";
        return new TryFailed(
                new SourceException(Kind.DATA, client.refusals().line(plain.method(), plain.url(), what))
                        .remedy("Check the address: it may be that of the website, or lead to a login."),
                Next.END);
    }

    private Optional<T> body(Answer answer, InputStream bytes) throws Exception {
        NotedBody body = new NotedBody(bytes);
        try {
            T found = reader.read(new ApiResponse(answer.status(), plain.url(), answer.headers(), body));
            body.finish();
            return Optional.of(found);
        } catch (CancellationException e) {
            throw e;
        } catch (Exception e) {
            IOException transfer = body.behind(e);
            if (transfer != null) {
                throw failed(transfer);
            }
            throw e;
        } finally {
            spentNanos += body.waitedNanos();
        }
    }

    private TryFailed renewed(TryFailed failed) throws Exception {
        if (!mayHaveCredentials(plain)) {
            return new TryFailed(
                    failed.error()
                            .remedy("The redirect led to another origin, where the credentials are not sent: set the"
                                    + " address to it, if it is the right server."),
                    Next.END);
        }
        boolean again = !renewed && client.authentication().renew(sent, client.sender(scope));
        renewed = true;
        return again ? failed : new TryFailed(failed.error(), Next.END);
    }

    private TryFailed failed(IOException failure) {
        if (cancelled.get() || Thread.currentThread().isInterrupted()) {
            CancellationException end = new CancellationException("the request was ended");
            end.initCause(failure);
            throw end;
        }
        return NetworkFailures.of(plain, plain.method() + " " + client.secrets().mask(plain.url()), failure);
    }
}
