package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a tap is called. */
final class InvocationChecks {
    private InvocationChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(1, "With a valid config alone the tap exits 0 and writes only messages", tap -> {
                    Run run = tap.run(tap.plain());
                    return run.isComplete() ? onlyMessages(tap.messages(run)) : Verdict.fail(run.inWords());
                }),
                new Check(
                        6,
                        "-c -s -p -d and their long forms are accepted in any order, --x=y too",
                        InvocationChecks::spellings),
                new Check(7, "--discover together with a state or a catalog is --discover", InvocationChecks::discover),
                new Check(8, "--properties is --catalog", InvocationChecks::properties),
                new Check(15, "The state {} is like no state", tap -> {
                    Messages without = tap.complete(tap.everything());
                    Messages with = tap.complete(tap.everything().state(Map.of()));
                    return without.rows().equals(with.rows())
                            ? Verdict.pass()
                            : Verdict.fail(without.rows().size() + " rows without a state, "
                                    + with.rows().size() + " with {}");
                }));
    }

    private static Verdict onlyMessages(Messages messages) {
        if (messages.bad().isPresent()) {
            Verdict.Place place = messages.bad().get();
            return Verdict.fail("a line is not a JSON object", place.line(), place.text());
        }
        return messages.all().stream()
                .filter(message -> message.type().isEmpty())
                .findFirst()
                .map(message -> Verdict.fail("an object without 'type'", message))
                .orElseGet(Verdict::pass);
    }

    private static Verdict spellings(Subject tap) {
        String config = tap.inputs().write("config", tap.setup().config()).toString();
        List<List<String>> discoveries = new ArrayList<>(List.of(
                List.of("-d", "-c", config), List.of("--config=" + config, "--discover"), List.of("-c", config, "-d")));
        for (List<String> arguments : discoveries) {
            Run run = tap.run(Call.of(arguments));
            if (!run.isComplete()) {
                return Verdict.fail(shown(arguments) + ": " + run.inWords());
            }
        }
        String catalog = tap.inputs()
                .write("catalog", tap.catalog().selectAll().document())
                .toString();
        String state = tap.inputs().write("state", Map.of()).toString();
        for (List<String> arguments : List.of(
                List.of("-p", catalog, "-s", state, "-c", config),
                List.of("--state=" + state, "--catalog=" + catalog, "--config", config))) {
            Run run = tap.run(Call.of(arguments));
            if (!run.isComplete()) {
                return Verdict.fail(shown(arguments) + ": " + run.inWords());
            }
        }
        return Verdict.pass();
    }

    private static String shown(List<String> arguments) {
        return String.join(" ", arguments).replaceAll("\\S*/", "");
    }

    private static Verdict discover(Subject tap) {
        Run usual = tap.run(tap.discovery());
        for (Request request : List.of(
                tap.discovery().state(Map.of()),
                tap.discovery().catalog(tap.catalog().document()))) {
            Run run = tap.run(request);
            String with = request.state() == null ? "a catalog" : "a state";
            if (!run.isComplete()) {
                return Verdict.fail("with " + with + ": " + run.inWords());
            }
            if (!run.stdout().equals(usual.stdout())) {
                return Verdict.fail("with " + with + " it prints something else");
            }
        }
        return Verdict.pass();
    }

    private static Verdict properties(Subject tap) {
        CatalogEdit catalog = tap.catalog().selectAll();
        catalog.first().root().put("selected", false);
        String file = tap.inputs().write("catalog", catalog.document()).toString();
        Messages expected = tap.complete(tap.sync(catalog));
        Run run = tap.run(tap.plain().with("--properties", file));
        if (!run.isComplete()) {
            return Verdict.fail(run.inWords());
        }
        return tap.messages(run).rows().equals(expected.rows())
                ? Verdict.pass()
                : Verdict.fail("other rows than with --catalog");
    }
}
