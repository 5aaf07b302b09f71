package dev.taphouse.host.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tap is checked, and how. Immutable.
 *
 * @param probe how it is run
 * @param folder where config, catalog and state files are written; they hold the config's secrets
 * @param config the config of a good run
 * @param secrets names of options whose values must not be seen, beside those that {@code --about} marks
 * @param cursors the replication key to use, by stream; else one of its valid ones is taken
 * @param oftenState arguments that make the tap print a STATE more often than usual
 * @param versions arguments that make the tap print ACTIVATE_VERSION
 * @param resumes how many of the STATEs of a run are resumed from, at most
 * @param pause how long a slow target does not read
 * @param fixture what is known of the source
 */
public record CheckSetup(
        Probe probe,
        Path folder,
        Map<String, @Nullable Object> config,
        Set<String> secrets,
        Map<String, String> cursors,
        List<String> oftenState,
        List<String> versions,
        int resumes,
        Duration pause,
        Fixture fixture) {

    public CheckSetup {
        Objects.requireNonNull(probe, "probe is null");
        Objects.requireNonNull(folder, "folder is null");
        config = new LinkedHashMap<>(config);
        secrets = Set.copyOf(secrets);
        cursors = Map.copyOf(cursors);
        oftenState = List.copyOf(oftenState);
        versions = List.copyOf(versions);
        Objects.requireNonNull(pause, "pause is null");
        Objects.requireNonNull(fixture, "fixture is null");
    }

    /** A tap with its config, and nothing known of its source. */
    public static CheckSetup of(Probe probe, Path folder, Map<String, ? extends @Nullable Object> config) {
        return new CheckSetup(
                probe,
                folder,
                new LinkedHashMap<>(config),
                Set.of(),
                Map.of(),
                List.of(),
                List.of(),
                100,
                Duration.ofSeconds(2),
                Fixture.NONE);
    }

    /** The same with names of options that are secret. */
    public CheckSetup secrets(String... names) {
        return new CheckSetup(
                probe, folder, config, Set.of(names), cursors, oftenState, versions, resumes, pause, fixture);
    }

    /** The same with the replication key of one more stream. */
    public CheckSetup cursor(String stream, String key) {
        Map<String, String> more = new LinkedHashMap<>(cursors);
        more.put(stream, key);
        return new CheckSetup(probe, folder, config, secrets, more, oftenState, versions, resumes, pause, fixture);
    }

    /** The same with arguments that make the tap print a STATE more often. */
    public CheckSetup oftenState(String... arguments) {
        return new CheckSetup(
                probe, folder, config, secrets, cursors, List.of(arguments), versions, resumes, pause, fixture);
    }

    /** The same with arguments that make the tap print ACTIVATE_VERSION. */
    public CheckSetup versions(String... arguments) {
        return new CheckSetup(
                probe, folder, config, secrets, cursors, oftenState, List.of(arguments), resumes, pause, fixture);
    }

    /** The same with other limits for the checks that resume and that wait. */
    public CheckSetup effort(int resumesAtMost, Duration slowTargetPause) {
        return new CheckSetup(
                probe, folder, config, secrets, cursors, oftenState, versions, resumesAtMost, slowTargetPause, fixture);
    }

    /** The same with what is known of the source. */
    public CheckSetup fixture(Fixture known) {
        return new CheckSetup(probe, folder, config, secrets, cursors, oftenState, versions, resumes, pause, known);
    }
}
