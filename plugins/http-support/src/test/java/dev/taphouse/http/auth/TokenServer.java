package dev.taphouse.http.auth;

import dev.taphouse.testkit.http.FaultServer;
import dev.taphouse.testkit.http.HttpHandler;
import dev.taphouse.testkit.http.ReceivedRequest;
import dev.taphouse.testkit.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A server with tokens: {@code /token} makes them, anything else wants the newest; refresh tokens rotate. */
final class TokenServer implements AutoCloseable, HttpHandler {
    private final FaultServer server;
    private final List<Map<String, String>> forms = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private String refresh = "refresh-0";
    private int made;
    private boolean valid = true;
    private @Nullable Long life;
    private @Nullable HttpHandler instead;

    TokenServer() throws IOException {
        this.server = FaultServer.start(this);
    }

    @Override
    public void handle(ReceivedRequest request, Reply reply) throws IOException, InterruptedException {
        if (!request.path().equals("/token")) {
            answer(request, reply);
            return;
        }
        HttpHandler other = takeInstead(request);
        if (other != null) {
            other.handle(request, reply);
        } else {
            make(request, reply);
        }
    }

    private synchronized @Nullable HttpHandler takeInstead(ReceivedRequest request) {
        forms.add(request.form());
        HttpHandler other = instead;
        instead = null;
        return other;
    }

    private synchronized void make(ReceivedRequest request, Reply reply) throws IOException {
        Map<String, String> form = request.form();
        if ("refresh_token".equals(form.get("grant_type"))) {
            String given = form.getOrDefault("refresh_token", "");
            if (!used.add(given) || !given.equals(refresh)) {
                reply.json(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"refresh token " + given + " was used\"}");
                return;
            }
            refresh = "refresh-" + (made + 1);
        }
        made++;
        valid = true;
        reply.json(
                200,
                "{\"access_token\":\"access-" + made + "\",\"token_type\":\"bearer\""
                        + ("refresh_token".equals(form.get("grant_type"))
                                ? ",\"refresh_token\":\"" + refresh + "\""
                                : "")
                        + (life == null ? "" : ",\"expires_in\":" + life) + "}");
    }

    private synchronized void answer(ReceivedRequest request, Reply reply) throws IOException {
        boolean known = valid && request.header("Authorization").orElse("").equals("Bearer access-" + made);
        reply.json(known ? 200 : 401, known ? "[" + made + "]" : "{\"message\":\"token expired\"}");
    }

    /** Tokens live so many seconds from now on, as far as their answer says. */
    synchronized void life(long seconds) {
        life = seconds;
    }

    /** Refuses the newest token. */
    synchronized void expire() {
        valid = false;
    }

    /** The next request for a token meets this. */
    synchronized void next(HttpHandler other) {
        instead = other;
    }

    /** A refresh that somebody else made. */
    synchronized String rotate() {
        used.add(refresh);
        made++;
        refresh = "refresh-" + made;
        return refresh;
    }

    /** What was asked for, in order. */
    synchronized List<Map<String, String>> forms() {
        return List.copyOf(forms);
    }

    /** How many tokens there were. */
    synchronized int made() {
        return made;
    }

    HttpUrl tokenUrl() {
        return HttpUrl.get(server.url("/token").toString());
    }

    HttpUrl dataUrl() {
        return HttpUrl.get(server.url("/data").toString());
    }

    List<ReceivedRequest> received() {
        return server.received();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
