package dev.taphouse.http;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import dev.taphouse.http.client.ApiClient;
import dev.taphouse.http.client.CallScope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One read: where to push, and with what to ask.
 *
 * @param startDate the option
 * @param openFields of the streams that are pushed, by name
 */
record Reading(
        Api api,
        ApiClient client,
        ServerClock clock,
        SourceContext context,
        RecordSink sink,
        Optional<Instant> startDate,
        Map<String, OpenFields> openFields) {

    ListReader lists(HttpStream stream) {
        return new ListReader(stream, api, client, CallScope.of(sink), clock);
    }
}
