package dev.taphouse.postgresql.log;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.sql.server.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the user says of the log.
 *
 * @param slot the replication slot of this tap
 * @param publication the publication that tells the server which tables are wanted
 * @param creates whether what is missing is made; else it is looked for
 * @param follow whether to go on until stopped
 * @param idleEnd after how long without a change a read that follows ends; zero for never
 * @param warnBytes how much log the slot may hold before the run warns; 0 for any amount
 */
record LogOptions(String slot, String publication, boolean creates, boolean follow, Duration idleEnd, long warnBytes) {
    static final Option<Optional<String>> SLOT = Option.text(
                    "replication_slot",
                    "Replication slot of this tap, for LOG_BASED; two taps on one database need two."
                            + " Without it taphouse_ and the name of the database")
            .alias("replication_slot_name")
            .optional();
    static final Option<Optional<String>> PUBLICATION = Option.text(
                    "publication", "Publication of the tables that are read by LOG_BASED; without it as the slot")
            .alias("publication_name")
            .optional();
    static final Option<String> SETUP = Option.text(
                    "replication_setup",
                    "create: slot and publication are made, and tables added, where they are missing; check: a missing"
                            + " one is an error with the statement that makes it")
            .oneOf("create", "check")
            .defaultsTo("create");
    static final Option<Boolean> FOLLOW = Option.flag(
                    "follow",
                    "Whether LOG_BASED goes on with new changes until it is stopped; else it ends where the log"
                            + " ended when it began")
            .defaultsTo(false);
    static final Option<Duration> IDLE_END = Option.duration(
                    "idle_end", "After how long without a change a read that follows ends; 0 for never")
            .defaultsTo(Duration.ZERO);
    static final Option<Long> WARN_MB = Option.integer(
                    "slot_warning_mb",
                    "How many megabytes of its log the server may keep for the slot before the run warns; 0 for any")
            .defaultsTo(1024L);

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");
    private static final int LONGEST = 63;
    private static final long MEGABYTE = 1024L * 1024;

    /** The options. */
    static List<Option<?>> options() {
        return List.of(SLOT, PUBLICATION, SETUP, FOLLOW, IDLE_END, WARN_MB);
    }

    /**
     * As the config has them.
     *
     * @throws SourceException of kind CONFIG for names that cannot be
     */
    static LogOptions of(SourceContext context) {
        String slot = context.get(SLOT).orElseGet(() -> derived(context.get(ServerOptions.DATABASE)));
        if (!NAME.matcher(slot).matches()) {
            throw new SourceException(
                            Kind.CONFIG, "option 'replication_slot' is '" + slot + "', which is no name of a slot")
                    .remedy("Use lower case letters, digits and underscores, 63 at most.");
        }
        String publication = context.get(PUBLICATION).orElse(slot);
        if (publication.isEmpty() || publication.length() > LONGEST) {
            throw new SourceException(
                            Kind.CONFIG, "option 'publication' is '" + publication + "', which is no name of one")
                    .remedy("Use 1 to 63 characters.");
        }
        return new LogOptions(
                slot,
                publication,
                context.get(SETUP).equals("create"),
                context.get(FOLLOW),
                context.get(IDLE_END),
                context.get(WARN_MB) * MEGABYTE);
    }

    private static String derived(String database) {
        String name = "taphouse_" + database.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
