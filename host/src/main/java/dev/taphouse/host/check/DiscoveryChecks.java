package dev.taphouse.host.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What discovery prints, and when it fails. */
final class DiscoveryChecks {
    private DiscoveryChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(27, "--discover exits 0 and prints one JSON object with a list 'streams'", tap -> {
                    Run run = tap.run(tap.discovery());
                    if (!run.isComplete()) {
                        return Verdict.fail(run.inWords());
                    }
                    return tap.document().isPresent()
                            ? Verdict.pass()
                            : Verdict.fail("stdout is not one JSON object with a list 'streams'");
                }),
                new Check(
                        28,
                        "Every stream has stream, tap_stream_id and schema; the ids are unique",
                        DiscoveryChecks::ids),
                new Check(43, "The discovered catalog is accepted unchanged", tap -> {
                    Run run = tap.run(tap.sync(tap.catalog()));
                    return run.isComplete() ? Verdict.pass() : Verdict.fail(run.inWords());
                }),
                new Check(
                        44,
                        "Discovery is deterministic, byte for byte",
                        tap -> tap.run(tap.discovery())
                                        .stdout()
                                        .equals(tap.runAgain(tap.discovery()).stdout())
                                ? Verdict.pass()
                                : Verdict.fail("a second discovery prints something else")),
                new Check(
                        45, "One object that cannot be described does not fail discovery", DiscoveryChecks::unreadable),
                new Check(46, "Bad credentials fail discovery with a message, not with an empty catalog", tap -> {
                    Optional<Map<String, @Nullable Object>> bad =
                            tap.fixture().config(Fixture.Situation.BAD_CREDENTIALS);
                    return bad.isEmpty()
                            ? Verdict.notObservable("no config with bad credentials is known")
                            : BadInputChecks.refused(
                                            tap.run(Request.of(bad.get()).with("--discover")))
                                    .orElseGet(Verdict::pass);
                }));
    }

    private static Verdict ids(Subject tap) {
        Set<String> ids = new HashSet<>();
        for (CatalogNode stream : tap.catalog().streams()) {
            if (stream.id().isEmpty()
                    || stream.name().isEmpty()
                    || stream.schema().isEmpty()) {
                return Verdict.fail("stream '" + stream.id() + "' has no stream, tap_stream_id or schema");
            }
            if (!ids.add(stream.id())) {
                return Verdict.fail("'" + stream.id() + "' is there twice");
            }
        }
        return Verdict.pass();
    }

    private static Verdict unreadable(Subject tap) {
        Optional<Map<String, @Nullable Object>> config = tap.fixture().config(Fixture.Situation.UNREADABLE_OBJECT);
        if (config.isEmpty()) {
            return Verdict.notObservable("no config is known whose source has an object that cannot be described");
        }
        Run run = tap.run(Request.of(config.get()).with("--discover"));
        if (!run.isComplete()) {
            return Verdict.fail(run.inWords());
        }
        Optional<Map<String, @Nullable Object>> document = Subject.document(run);
        return document.isPresent() && !Tree.list(document.get().get("streams")).isEmpty()
                ? Verdict.pass()
                : Verdict.fail("the other objects are not described either");
    }
}
