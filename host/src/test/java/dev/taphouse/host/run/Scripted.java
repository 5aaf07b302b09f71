package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A session with a script for each stream, which may be planned as lanes, and which may read several at once. */
final class Scripted implements SourceSession {
    private final Map<String, StreamSpec> specs = new LinkedHashMap<>();
    private final Map<String, OneRead.Script> scripts = new LinkedHashMap<>();
    private final Map<String, List<String>> lanes = new LinkedHashMap<>();
    private int parallelism = 8;

    Scripted stream(StreamSpec spec, OneRead.Script script) {
        specs.put(spec.name(), spec);
        scripts.put(spec.name(), script);
        return this;
    }

    /** Plans the stream as lanes, and as a whole after them. */
    Scripted lanes(String stream, String... names) {
        lanes.put(stream, List.of(names));
        return this;
    }

    Scripted parallelism(int reads) {
        parallelism = reads;
        return this;
    }

    @Override
    public void check() {}

    @Override
    public List<StreamSpec> discover(Set<String> only) {
        return List.copyOf(specs.values());
    }

    @Override
    public List<Split> plan(List<StreamRead> streams) {
        List<Split> splits = new ArrayList<>();
        for (StreamRead read : streams) {
            List<String> names = lanes.getOrDefault(read.spec().name(), List.of());
            names.forEach(lane -> splits.add(Split.lane(lane, read.from(Position.of("lane", lane)))));
            splits.add(Split.of(read));
        }
        return splits;
    }

    @Override
    public Position merge(StreamRead stream, List<Position> positions) {
        return Position.of("merged", positions.size());
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        String stream = split.stream().spec().name();
        Stream.of(scripts.get(stream)).findFirst().orElseThrow().read(split, out);
    }
}
