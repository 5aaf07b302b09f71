package dev.taphouse.sql;

/** Takes the parameters of a statement while its text is made, so that no value ever becomes part of the text. */
@FunctionalInterface
public interface Parameters {

    /**
     * Takes one.
     *
     * @param codec what binds it
     * @param canonical its value, as it is in a position
     * @return the SQL that stands for it
     * @throws IllegalArgumentException if the value, which may come from a state file, is none of the type
     */
    String add(KeyCodec codec, Object canonical);
}
