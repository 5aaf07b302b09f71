package dev.taphouse.host.plugin;

/** What is wrong with a plugin's zip, in one line that names the fix. */
final class BadPluginException extends Exception {
    private static final long serialVersionUID = 1L;

    BadPluginException(String problem) {
        super(problem);
    }

    BadPluginException(String problem, Throwable cause) {
        super(problem, cause);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
