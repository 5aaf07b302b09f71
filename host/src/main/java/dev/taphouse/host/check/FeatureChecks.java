package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the Meltano SDK's taps can do beyond the specification. */
final class FeatureChecks {
    /** Which checks show that a capability is real. */
    private static final Map<String, List<Integer>> PROOF = Map.of(
            "catalog", List.of(43, 48, 51),
            "properties", List.of(8),
            "discover", List.of(27),
            "state", List.of(104, 107),
            "about", List.of(11),
            "test", List.of(14),
            "activate-version", List.of(120),
            "structured-logging", List.of(125));

    private FeatureChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(10, "--version prints one line with name and version, without config", tap -> {
                    Run run = tap.run(Request.bare("--version"));
                    if (!run.isComplete()) {
                        return Verdict.fail(run.inWords());
                    }
                    return run.stdout().size() == 1 && run.stdout().get(0).matches(".*[A-Za-z].*\\d.*")
                            ? Verdict.pass()
                            : Verdict.fail("it prints " + run.stdout());
                }),
                new Check(
                        11,
                        "--about --format json is one object with name, description, version, capabilities and "
                                + "settings, without config",
                        FeatureChecks::about),
                new Check(12, "Every capability that --about lists is real", FeatureChecks::capabilities),
                new Check(
                        13,
                        "--config ENV reads TAP_<NAME>_<SETTING>; of several --config the later one wins",
                        FeatureChecks::config),
                new Check(
                        14,
                        "--test reads one record of each stream; --test=schema prints SCHEMA alone",
                        FeatureChecks::test));
    }

    private static Verdict about(Subject tap) {
        Run run = About.run(tap);
        if (!run.isComplete()) {
            return Verdict.fail(run.inWords());
        }
        return About.of(tap)
                .map(about -> {
                    List<String> missing =
                            List.of("name", "description", "version", "capabilities", "settings").stream()
                                    .filter(key -> about.get(key) == null)
                                    .toList();
                    return missing.isEmpty() ? Verdict.pass() : Verdict.fail(missing + " are missing");
                })
                .orElseGet(() -> Verdict.fail("stdout is not one JSON object"));
    }

    private static Verdict capabilities(Subject tap) {
        Map<String, @Nullable Object> about =
                About.of(tap).orElseThrow(() -> Unusable.because("the tap does not tell: see check 11"));
        List<String> untrue = new ArrayList<>();
        for (String capability : Tree.texts(about.get("capabilities"))) {
            for (int number : PROOF.getOrDefault(capability, List.of())) {
                if (tap.verdict(number).isFail()) {
                    untrue.add(capability + " (check " + number + ")");
                }
            }
        }
        return untrue.isEmpty() ? Verdict.pass() : Verdict.fail("listed, but failed: " + String.join(", ", untrue));
    }

    private static Verdict config(Subject tap) {
        String name = About.name(tap).orElseThrow(() -> Unusable.because("its name is not known: see check 11"));
        List<String> prefixes = prefixes(name);
        Call call = Call.of("--config", "ENV", "--discover");
        Map<String, @Nullable Object> wrong = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> each :
                new HashMap<>(tap.setup().config()).entrySet()) {
            Object value = each.getValue();
            if (value instanceof Map || value instanceof List) {
                return Verdict.notObservable("the config has a structure, '" + each.getKey() + "'");
            }
            for (String prefix : prefixes) {
                call = call.with(prefix + each.getKey().toUpperCase(Locale.ROOT), String.valueOf(value));
            }
            wrong.put(each.getKey(), value instanceof String ? "/nowhere/wrong" : value);
        }
        Run run = tap.run(call);
        if (!run.isComplete() || !run.stdout().equals(tap.run(tap.discovery()).stdout())) {
            return Verdict.fail("by " + String.join("... and ", prefixes) + "...: " + run.inWords());
        }
        Run merged = tap.run(Request.of(wrong)
                .with(
                        "--config",
                        tap.inputs().write("config", tap.setup().config()).toString(),
                        "--discover"));
        return merged.isComplete() ? Verdict.pass() : Verdict.fail("by two --config: " + merged.inWords());
    }

    /** TAP_X_ of tap-x; a tap may leave the word out of its name, but not everybody leaves it out of the prefix then. */
    private static List<String> prefixes(String name) {
        String prefix = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_";
        return prefix.startsWith("TAP_") ? List.of(prefix) : List.of("TAP_" + prefix, prefix);
    }

    private static Verdict test(Subject tap) {
        Run records = tap.run(tap.plain().with("--test"));
        Run schema = tap.run(tap.plain().with("--test=schema"));
        if (!records.isComplete() || !schema.isComplete()) {
            return Verdict.fail((records.isComplete() ? schema : records).inWords());
        }
        Messages seen = tap.messages(records);
        for (String stream : seen.streams()) {
            if (seen.records(stream).size() > 1) {
                return Verdict.fail(seen.records(stream).size() + " records of '" + stream + "'");
            }
        }
        return tap.messages(schema).all().stream()
                .filter(message -> !message.is("SCHEMA"))
                .findFirst()
                .map(message -> Verdict.fail("--test=schema prints another message", message))
                .orElseGet(Verdict::pass);
    }
}
