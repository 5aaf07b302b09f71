package dev.taphouse.chargebee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.StreamSpec;
import dev.taphouse.chargebee.simulator.Site;
import dev.taphouse.chargebee.simulator.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a copy with the site that it is of. */
final class Comparison {
    private final Site site;
    private final TestHost host;

    Comparison(Site site, TestHost host) {
        this.site = site;
        this.host = host;
    }

    /** Every live record is there as it is now, and none that is known to be deleted. */
    void assertWhole(Described stream) {
        StreamSpec spec = host.spec(stream.name());
        List<String> wrong = new ArrayList<>();
        for (StoredRecord record : site.records(stream.record())) {
            if (!isReachable(stream, record)) {
                continue;
            }
            Map<String, @Nullable Object> expected = expected(spec, stream, record);
            Map<String, @Nullable Object> actual =
                    host.copy().rows(stream.name()).get(Copy.key(spec, expected));
            if (Site.isLive(record)) {
                difference(expected, actual).ifPresent(wrong::add);
            } else if (actual != null && Fixture.facts().tellsDeletes(stream.record())) {
                wrong.add("not deleted: " + Copy.key(spec, expected));
            }
        }
        assertThat(wrong).as(stream.name()).isEmpty();
    }

    /** What is below a record that is gone cannot be seen any more. */
    private boolean isReachable(Described stream, StoredRecord record) {
        return stream.parent()
                .flatMap(parent -> Described.all().stream()
                        .filter(each -> each.name().equals(parent))
                        .findFirst())
                .map(parent -> record.parent(parent.record())
                        .filter(id -> site.records(parent.record()).stream()
                                .anyMatch(each -> each.now()
                                        .filter(json -> json.path("id").asText().equals(id))
                                        .isPresent()))
                        .isPresent())
                .orElse(true);
    }

    private static Map<String, @Nullable Object> expected(StreamSpec spec, Described stream, StoredRecord record) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Expected.row(spec, record.last()));
        stream.parent()
                .flatMap(parent -> Described.all().stream()
                        .filter(each -> each.name().equals(parent))
                        .findFirst())
                .ifPresent(parent -> {
                    String field = parent.record() + "_id";
                    if (row.containsKey(field) && row.get(field) == null) {
                        record.parent(parent.record()).ifPresent(id -> row.put(field, id));
                    }
                });
        return row;
    }

    private static Optional<String> difference(
            Map<String, @Nullable Object> expected, @Nullable Map<String, @Nullable Object> actual) {
        if (actual == null) {
            return Optional.of("lost: " + expected.get("id") + ", updated at " + expected.get("updated_at"));
        }
        List<String> fields = new ArrayList<>();
        expected.forEach((field, value) -> {
            Object is = Expected.comparable(actual.get(field));
            boolean equal = value == null ? is == null : value.equals(is);
            if (!equal) {
                fields.add(field + " is " + is + ", not " + value);
            }
        });
        return fields.isEmpty() ? Optional.empty() : Optional.of("stale: " + expected.get("id") + ": " + fields.get(0));
    }
}
