package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceSession;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.state.State;
import java.time.Clock;
import java.util.Map;

/**
 * What a run works with.
 *
 * @param session in which the wanted streams were discovered
 * @param state where the streams stand; it moves as rows go out
 * @param out stdout
 * @param pace how often a STATE goes out
 * @param retry how often an unavailable source is tried again
 * @param stop the wish that the run ends
 * @param clock for {@code time_extracted}
 * @param schemas the JSON Schema of a field, where it is not derived from its type alone
 * @param conduct how the reads are gone about
 */
public record Setup(
        SourceSession session,
        State state,
        MessageWriter out,
        Pace pace,
        Retry retry,
        Stop stop,
        Clock clock,
        Map<Field, Map<String, Object>> schemas,
        Conduct conduct) {}
