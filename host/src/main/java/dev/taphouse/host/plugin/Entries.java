package dev.taphouse.host.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;

/**
 * The properties whose keys begin alike; those of the second zip in a list of them have keys such as {@code zip.1.file}.
 *
 * @param properties all of them
 * @param prefix what the keys begin with
 */
record Entries(Properties properties, String prefix) {
    /** The value of a key, if there is one. */
    Optional<String> given(String key) {
        return Optional.ofNullable(properties.getProperty(prefix + key));
    }

    /**
     * The value of a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    String text(String key) {
        return given(key).orElseThrow(() -> new IllegalArgumentException(prefix + key + " is missing"));
    }

    /**
     * The number that a key has.
     *
     * @throws IllegalArgumentException if it has none
     */
    long number(String key) {
        return Long.parseLong(text(key));
    }

    /**
     * The members of a list.
     *
     * @throws IllegalArgumentException if there is no such list
     */
    List<Entries> list(String name) {
        List<Entries> list = new ArrayList<>();
        long size = number(name + "s");
        for (int i = 0; i < size; i++) {
            list.add(member(name, i));
        }
        return list;
    }

    void put(String key, String value) {
        properties.setProperty(prefix + key, value);
    }

    <T> void putList(String name, List<T> list, BiConsumer<Entries, T> member) {
        put(name + "s", String.valueOf(list.size()));
        for (int i = 0; i < list.size(); i++) {
            member.accept(member(name, i), list.get(i));
        }
    }

    private Entries member(String name, int index) {
        return new Entries(properties, prefix + name + "." + index + ".");
    }
}
