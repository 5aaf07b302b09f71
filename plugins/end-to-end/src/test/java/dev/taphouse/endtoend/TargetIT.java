package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real target loads every row with every value, and its STATE is what the next run goes on from. */
final class TargetIT {
    @TempDir
    Path folder;

    @Test
    void aTargetLoadsEverythingAndThenWhatIsNew() {
        Target target = Target.in(folder);
        SampleDb database = Taproom.in(folder.resolve("taproom.db"));
        SqliteTap tap = new SqliteTap(Distribution.shared(), folder, database);
        CatalogFile all = tap.discover().incremental("orders", "ordered_at");

        JsonNode state = load(tap.sync(all, "--state-rows", "100"), target);
        for (String stream : all.streams()) {
            assertThat(target.rows(stream)).as(stream).containsExactlyInAnyOrderElementsOf(database.rows(stream));
        }

        database.insert("orders", Taproom.orders(6001, 6500));
        load(tap.sync(all.only("orders"), state), target);
        // This target appends: rows equal to the bookmark, which are read again, are there twice.
        assertThat(Set.copyOf(target.rows("orders"))).isEqualTo(Set.copyOf(database.rows("orders")));
    }

    /** Runs both; the STATE that the target prints when it has loaded everything. */
    private static JsonNode load(Cli tap, Target target) {
        List<Result> results = tap.pipeInto(target.load());
        Result source = results.get(0).succeeded();
        Result loaded = results.get(1).succeeded();
        assertThat(source.stderr()).doesNotContain("ERROR", "CRITICAL");
        List<String> states = loaded.lines();
        return Json.parse(states.get(states.size() - 1));
    }
}
