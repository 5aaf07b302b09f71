package dev.taphouse.host.plugin;

import dev.taphouse.api.Source;
import java.util.List;

/** How a plugin's source can be wrong, in words. */
final class SourceProblems {

    private SourceProblems() {}

    static String count(List<String> providers) {
        return providers.isEmpty()
                ? "it has no source: none of its jars holds " + PluginJars.SERVICE
                        + "; add that file with the name of the class that implements Source"
                : "it has " + providers.size() + " sources (" + String.join(", ", providers)
                        + "); leave one of them in " + PluginJars.SERVICE;
    }

    static String absent(String provider) {
        return "its source " + provider + " is not in lib/; correct the name in " + PluginJars.SERVICE;
    }

    static String notSource(String provider) {
        return "its source " + provider + " does not implement " + Source.class.getName();
    }

    static String notMade(String provider) {
        return "its source " + provider + " is abstract; name a class that can be made";
    }

    static String inner(String provider) {
        return "its source " + provider + " is an inner class; make it static, or a class of its own";
    }

    static String notPublic(String provider) {
        return "its source " + provider + " is not public, or has no public constructor without arguments";
    }

    static String initializer(String provider, Throwable cause) {
        return "the static initializer of its source " + provider + " failed: " + cause;
    }

    static String constructor(String provider, Throwable cause) {
        return "the constructor of its source " + provider + " failed: " + cause;
    }
}
