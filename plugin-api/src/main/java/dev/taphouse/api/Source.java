package dev.taphouse.api;

import java.util.List;

/**
 * A connector: what it wants to be told, and how to open it.
 *
 * <p>A plugin has exactly one, named in {@code META-INF/services/dev.taphouse.api.Source}, with a public no-argument
 * constructor. It holds no state: the host may make several and use each from any thread, with the plugin's class
 * loader as context class loader.
 */
public interface Source {

    /**
     * The options a user can set, in the order in which documentation shows them. Drives validation, {@code about} and
     * the config template. Called at any time, also without a config: no I/O.
     *
     * @return the options; empty when there is nothing to configure
     */
    List<Option<?>> options();

    /**
     * Starts a session. The config was validated against {@link #options()} and defaults are filled in. No I/O happens
     * here: the first call of the session does it.
     *
     * @param context what the host offers, valid until the session is closed
     * @return a new session, closed by the host
     * @throws SourceException of kind CONFIG for what only several options together can show
     * @throws Exception for anything else; see {@link SourceException} for how it is classified
     */
    SourceSession open(SourceContext context) throws Exception;
}
