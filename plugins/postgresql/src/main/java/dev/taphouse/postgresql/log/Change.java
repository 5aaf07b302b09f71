package dev.taphouse.postgresql.log;

import java.time.Instant;

/**
 * A change of a row that waits for values that the log does not hold.
 *
 * @param message as the server sent it
 * @param lsn of its transaction
 */
record Change(LoggedStream stream, byte[] message, long lsn, Instant when) {}
