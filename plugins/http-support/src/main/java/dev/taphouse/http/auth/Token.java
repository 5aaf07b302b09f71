package dev.taphouse.http.auth;

import dev.taphouse.http.client.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token as it is kept in the store. */
record Token(
        String access, @Nullable String refresh, @Nullable Instant renewAt) {
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** What a store holds; empty without a token. */
    static Optional<Token> in(Map<String, String> stored) {
        String access = stored.get("access_token");
        String renewAt = stored.get("renew_at");
        return Optional.ofNullable(access)
                .map(text -> new Token(
                        text,
                        stored.get("refresh_token"),
                        renewAt == null ? null : Instant.ofEpochSecond(Long.parseLong(renewAt))));
    }

    /**
     * When a token that was asked for at a time is to be renewed: a minute before its end, and a tenth of its life when
     * that is less; null when its life is not known.
     */
    static @Nullable Instant renewal(Instant askedAt, Reply reply, @Nullable Duration usual) {
        Duration life = reply.value("expires_in").flatMap(Token::seconds).orElse(usual);
        if (life == null) {
            return null;
        }
        Duration tenth = life.dividedBy(10);
        return askedAt.plus(life).minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
    }

    private static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return seconds > 0 && seconds < 1e10
                    ? Optional.of(Duration.ofMillis((long) (seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it is used until it is refused, or its time has not come. */
    boolean isFresh(Instant now) {
        return renewAt == null || now.isBefore(renewAt);
    }

    /** As the store keeps it. */
    Map<String, String> stored() {
        Map<String, String> map = new HashMap<>();
        map.put("access_token", access);
        if (refresh != null) {
            map.put("refresh_token", refresh);
        }
        if (renewAt != null) {
            map.put("renew_at", Long.toString(renewAt.getEpochSecond()));
        }
        return map;
    }

    /** Keeps the tokens out of messages. */
    @Override
    public String toString() {
        return "token until " + renewAt;
    }
}
