package dev.taphouse.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks an API small questions, outside of any stream. */
@FunctionalInterface
public interface Probe {

    /**
     * The answer to a GET, which is one JSON object.
     *
     * @param path under the base URL
     * @return Map, List, String, Long, BigDecimal, Boolean and null
     * @throws dev.taphouse.api.SourceException as reading a stream would
     */
    Map<String, @Nullable Object> get(String path) throws Exception;
}
