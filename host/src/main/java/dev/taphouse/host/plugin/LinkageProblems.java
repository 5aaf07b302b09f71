package dev.taphouse.host.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words what a plugin's classes lack. */
final class LinkageProblems {
    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$/.]+");
    private static final String INITIALIZED = "Could not initialize class ";

    private LinkageProblems() {}

    static String explain(LinkageError error, ClassLoader host) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof NoClassDefFoundError && !message.startsWith(INITIALIZED)) {
            return missing(message, host);
        }
        if (error instanceof UnsupportedClassVersionError) {
            return "it was built for a later Java than this one: " + message;
        }
        if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
            return "a static initializer failed: " + error.getCause();
        }
        if (error instanceof IncompatibleClassChangeError) {
            return "its code and what it was built against do not fit (" + message + "); "
                    + (message.contains("dev.taphouse.api")
                            ? "install a release built for this host's plugin-api"
                            : "make the versions in its lib/ agree");
        }
        return "a class of it cannot be used: " + error;
    }

    private static String missing(String message, ClassLoader host) {
        Matcher name = CLASS_NAME.matcher(message);
        String type = name.find() ? name.group().replace('/', '.') : message;
        return "class " + type + " is not in its lib/"
                + (isPresent(type, host) ? "; the host has it but does not lend its libraries" : "")
                + "; add the library to the plugin's compile dependencies and package it again";
    }

    private static boolean isPresent(String type, ClassLoader host) {
        return host.getResource(type.replace('.', '/') + ".class") != null;
    }
}
