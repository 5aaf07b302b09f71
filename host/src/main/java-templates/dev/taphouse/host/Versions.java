package dev.taphouse.host;

/** Which version this is, and which version of the plugin API it provides. */
public final class Versions {
    private Versions() {}

    /** The version of the host, such as {@code 0.1.0}. */
    public static String host() {
        return "${project.version}";
    }

    /** The version of the plugin API, without a pre-release suffix. */
    public static String api() {
        return "${taphouse.api.version}";
    }
}
