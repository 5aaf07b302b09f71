package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a program left behind.
 *
 * @param exitCode 128 and the signal's number when a signal ended it
 * @param stdout all of it
 * @param stderr all of it
 */
record Result(int exitCode, String stdout, String stderr) {

    /** Fails, showing stderr, unless the exit code is 0. */
    Result succeeded() {
        assertThat(exitCode).as("exit code; stderr: %s", stderr).isZero();
        return this;
    }

    List<String> lines() {
        return stdout.lines().toList();
    }

    /** Stdout as the messages of a tap. */
    Messages messages() {
        return Messages.of(lines());
    }
}
