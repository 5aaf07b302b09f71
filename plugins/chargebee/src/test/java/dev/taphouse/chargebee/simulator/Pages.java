package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Cuts lists into pages by keyset, whose place is told by a text that means nothing to clients. */
final class Pages {
    private final Map<String, Given> given = new HashMap<>();
    private final Random random;
    private Duration lifetime = Duration.ofDays(1);
    private boolean newestFirst = true;
    private boolean shortOnes;

    Pages(Random random) {
        this.random = random;
    }

    void lifetime(Duration ofTokens) {
        lifetime = ofTokens;
    }

    /** The order of lists that are not sorted, which Chargebee does not tell. */
    void newestFirst(boolean value) {
        newestFirst = value;
    }

    /** Now and then gives fewer records than asked for, even none, though more follow. */
    void shortOnes(boolean value) {
        shortOnes = value;
    }

    Page page(ListQuery query, List<Listed> all, Instant now) throws ApiError {
        boolean descending = query.sorted() ? query.descending() : newestFirst;
        Comparator<Listed> order = descending ? ORDER.reversed() : ORDER;
        Optional<Listed> after =
                query.offset().isPresent() ? Optional.of(place(query.offset().get(), query, now)) : Optional.empty();
        List<Listed> rest = all.stream()
                .filter(each ->
                        after.map(place -> order.compare(each, place) > 0).orElse(true))
                .sorted(order)
                .toList();
        int size = shortOnes && random.nextInt(4) == 0 ? random.nextInt(query.limit()) : query.limit();
        List<Listed> records = rest.subList(0, Math.min(size, rest.size()));
        if (records.size() == rest.size()) {
            return new Page(records, Optional.empty());
        }
        Listed last = !records.isEmpty() ? records.get(records.size() - 1) : after.orElse(null);
        return new Page(
                last == null ? rest.subList(0, 1) : records,
                Optional.of(token(last == null ? rest.get(0) : last, query, now)));
    }

    private String token(Listed last, ListQuery query, Instant now) {
        String text = "[\"" + last.sort() + "\",\"" + last.number() + "." + given.size() + "\"]";
        String token = random.nextBoolean()
                ? text
                : Base64.getEncoder().encodeToString((text + "+/=&%20").getBytes(StandardCharsets.UTF_8));
        given.put(token + query.fingerprint(), new Given(last, now));
        return token;
    }

    private Listed place(String token, ListQuery query, Instant now) throws ApiError {
        Given place = given.get(token + query.fingerprint());
        if (place == null) {
            throw ApiError.wrong("offset", "was not given for this list");
        }
        if (place.at().plus(lifetime).isBefore(now)) {
            throw ApiError.wrong("offset", "has expired");
        }
        return place.after();
    }

    private static final Comparator<Listed> ORDER =
            Comparator.comparing(Listed::sort).thenComparing(Listed::number);

    /** A record in a list. */
    record Listed(String sort, long number, ObjectNode json) {}

    /** A page, and where the next one begins. */
    record Page(List<Listed> records, Optional<String> next) {}

    private record Given(Listed after, Instant at) {}
}
