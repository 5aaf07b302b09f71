package dev.taphouse.api;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What the host offers a session. Implemented by the host; connectors never implement it.
 *
 * <p>Safe for use by several threads, and valid until the session's {@link SourceSession#close()} has returned.
 */
public interface SourceContext {

    /**
     * The value of an option. Options are known by name, so a base class and its connectors can share them.
     *
     * @param option one of the source's {@link Source#options()}
     * @return the user's value, else the default; {@code Optional.empty()} for an unset {@link Option#optional()}
     * @throws IllegalArgumentException if the source does not list the option
     */
    <T> T get(Option<T> option);

    /**
     * The streams described by the files of the plugin's {@code schemas/} folder, one per file, by name.
     *
     * @return the specs, in order of their names; empty without the folder
     */
    List<StreamSpec> streams();

    /**
     * The stream described by {@code schemas/<name>.json}.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    StreamSpec stream(String name);

    /** The log of this run, tagged with the plugin; secrets are masked. Never prints on stdout. */
    System.Logger log();

    /**
     * Adds to a metric of the run report, such as {@code http_requests} or {@code bytes_in}.
     *
     * @param metric letters, digits, {@code _} and {@code -}
     */
    void count(String metric, long n);

    /** A folder for this run's temporary files. The host deletes it. */
    Path temporaryFolder();

    /** The clock to read the time from. */
    Clock clock();

    /**
     * Secrets that change while a connector is used, such as refresh tokens that rotate. They are kept in the host's
     * token store, outside config and state.
     *
     * <p>Experimental: this method may change before 1.0.
     *
     * @param key which of the connector's secrets: one per credential
     * @param change decides on the new secrets under a lock held across processes; what it returns is stored before
     *     this method returns. To read, return {@code old} unchanged.
     * @return what {@code change} returned
     * @throws Exception what {@code change} threw; nothing is stored then
     */
    Map<String, String> secrets(String key, Refresh change) throws Exception;

    /**
     * Registers what unblocks a call that is not a read, such as {@code statement::cancel}. Inside {@link
     * SourceSession#read} use {@link RecordSink#onCancel}.
     *
     * @param cancel run at most once, on another thread, when the call is to end
     * @return close it as soon as the blocking call is over
     */
    RecordSink.Registration onCancel(Runnable cancel);

    /** Decides on new secrets; see {@link SourceContext#secrets}. Experimental. */
    @FunctionalInterface
    interface Refresh {

        /**
         * Returns the secrets to keep.
         *
         * @param old what is stored; empty at first
         * @throws Exception if there are none to be had; what is stored stays
         */
        Map<String, String> refresh(Map<String, String> old) throws Exception;
    }
}
