package dev.taphouse.testkit.postgresql;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** What runs a server. */
enum Engine {
    /** A container of the official image. */
    DOCKER {
        @Override
        Backing start(int major, Map<String, String> settings) {
            return ContainerBacking.start(major, settings);
        }
    },
    /** Binaries from Maven Central. */
    BINARIES {
        @Override
        Backing start(int major, Map<String, String> settings) {
            return BinariesBacking.start(major, settings);
        }
    };

    /** The system property that decides: {@code docker} or {@code binaries}. */
    static final String PROPERTY = "taphouse.postgresql";

    /** That of this machine. Asking for Docker takes half a second, the first time. */
    static Engine here() {
        return choose(
                System.getProperty(PROPERTY),
                () -> DockerClientFactory.instance().isDockerAvailable());
    }

    /**
     * The wished one; else Docker where it answers, which has every system library that PostgreSQL knows.
     *
     * @throws IllegalArgumentException for a wish that is no engine
     */
    static Engine choose(@Nullable String wish, BooleanSupplier dockerAnswers) {
        if (wish == null) {
            return dockerAnswers.getAsBoolean() ? DOCKER : BINARIES;
        }
        return switch (wish) {
            case "docker" -> DOCKER;
            case "binaries" -> BINARIES;
            default ->
                throw new IllegalArgumentException(
                        "system property '" + PROPERTY + "' is '" + wish + "': it is docker or binaries");
        };
    }

    abstract Backing start(int major, Map<String, String> settings);
}
