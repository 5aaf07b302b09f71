package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session whose plan names the streams it likes. */
final class Planned implements SourceSession {
    private final List<StreamSpec> specs;
    private List<String> kept = List.of();

    private Planned(List<StreamSpec> specs) {
        this.specs = specs;
    }

    static Planned of(StreamSpec... specs) {
        return new Planned(List.of(specs));
    }

    Planned keeping(String... streams) {
        kept = List.of(streams);
        return this;
    }

    @Override
    public void check() {}

    @Override
    public List<StreamSpec> discover(Set<String> only) {
        return specs;
    }

    @Override
    public List<Split> plan(List<StreamRead> streams) {
        List<Split> splits = new ArrayList<>();
        for (String name : kept) {
            StreamRead unknown = StreamRead.of(StreamSpec.of(name, Field.of("id", Type.INT64)));
            splits.add(Split.of(streams.stream()
                    .filter(read -> read.spec().name().equals(name))
                    .findFirst()
                    .orElse(unknown)));
        }
        return splits;
    }

    @Override
    public void read(Split split, RecordSink out) {
        split.streams().forEach(read -> out.rows(read.spec().name()).add(Map.of("id", 1)));
    }
}
