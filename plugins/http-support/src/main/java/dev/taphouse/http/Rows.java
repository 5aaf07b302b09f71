package dev.taphouse.http;

import dev.taphouse.http.record.JsonRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what a stream makes of a record. */
public interface Rows {

    /** The record as it is, with the fields of its parent, as a row or, where it says so, as a deleted one. */
    void push(JsonRecord record) throws Exception;

    /** A row by name. */
    void add(Map<String, ? extends @Nullable Object> row);

    /** A deleted row by name: its key, and what else is known. */
    void delete(Map<String, ? extends @Nullable Object> row, Instant when);

    /** For what the list was asked for. */
    Scope scope();
}
