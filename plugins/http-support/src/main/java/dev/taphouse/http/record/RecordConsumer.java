package dev.taphouse.http.record;

/** Takes the records of a body, one after another. */
@FunctionalInterface
public interface RecordConsumer {

    /**
     * One record, valid during the call only.
     *
     * @param record where its fields can be looked up
     * @throws Exception which ends the reading and passes through unchanged
     */
    void accept(JsonRecord record) throws Exception;
}
