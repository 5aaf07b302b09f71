package dev.taphouse.postgresql.log;

import dev.taphouse.api.SourceException;
import java.sql.SQLException;
import java.util.Optional;

/** What errors of the server mean when its log is read. */
final class LogErrors {
    private final LogFailures failures;
    private final String user;

    LogErrors(LogFailures failures, String user) {
        this.failures = failures;
        this.user = user;
    }

    Optional<SourceException> explain(SQLException error) {
        String message = String.valueOf(error.getMessage());
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (state) {
            case "53400" -> Optional.of(failures.noFreeSlot(error));
            case "53300" ->
                message.contains("max_wal_senders") ? Optional.of(failures.noFreeSender(error)) : Optional.empty();
            case "42501" ->
                message.contains("replication") || message.contains("walsender")
                        ? Optional.of(failures.noReplication(user))
                        : Optional.empty();
            case "55006" -> Optional.of(failures.inUse(error));
            default -> Optional.empty();
        };
    }
}
