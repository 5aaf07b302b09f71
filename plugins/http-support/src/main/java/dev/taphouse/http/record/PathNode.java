package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place in a document that leads to records or to a value that was asked for. */
final class PathNode {
    private static final PathNode NOWHERE = new PathNode("", -1);

    private final Map<String, String> wantedInside = new LinkedHashMap<>();
    private final List<PathNode> members = new ArrayList<>();
    private final byte[] name;
    /** How far the path of the records has come here; -1 aside of it. */
    final int step;
    /** Each element, where the path of the records goes through a list here. */
    @Nullable PathNode elements;
    /** Whether a record is here. */
    boolean record;
    /** The path, where the value here was asked for. */
    @Nullable String wanted;

    private PathNode(String name, int step) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.step = step;
    }

    /** A place that leads nowhere. */
    static PathNode nowhere() {
        return NOWHERE;
    }

    static PathNode of(RecordsPath records, Set<String> values) {
        PathNode root = new PathNode("", 0);
        PathNode node = root;
        for (RecordsPath.Step step : records.steps()) {
            PathNode next = new PathNode(step.name(), node.step + 1);
            if (step.each()) {
                node.elements = next;
            } else {
                node.members.add(next);
            }
            node = next;
        }
        node.record = true;
        values.forEach(root::add);
        return root;
    }

    private void add(String path) {
        PathNode node = this;
        List<String> names = RecordsPath.names(path);
        for (int i = 0; i < names.size(); i++) {
            if (node.record) {
                node.wantedInside.put(
                        path,
                        RecordsPath.text(names.subList(i, names.size()).stream()
                                .map(RecordsPath.Step::of)
                                .toList()));
                return;
            }
            node = node.member(names.get(i));
        }
        node.wanted = path;
    }

    private PathNode member(String step) {
        byte[] bytes = step.getBytes(StandardCharsets.UTF_8);
        for (PathNode member : members) {
            if (Arrays.equals(member.name, bytes)) {
                return member;
            }
        }
        PathNode added = new PathNode(step, -1);
        members.add(added);
        return added;
    }

    /** The member of a name, given with its quotes; null where it leads nowhere. */
    @Nullable PathNode member(byte[] b, int from, int to) {
        for (int i = 0; i < members.size(); i++) {
            if (Names.same(b, from, to, members.get(i).name)) {
                return members.get(i);
            }
        }
        return null;
    }

    /** Whether it is on the way to the records and they are further down, by a name. */
    boolean leadsOn() {
        return step >= 0 && !record && elements == null;
    }

    /** The values that were asked for in the record that is here: the path inside it by the path from the root. */
    Map<String, String> wantedInside() {
        return wantedInside;
    }

    /** Whether an object here is to be looked into. */
    boolean isObject() {
        return !members.isEmpty() && (step < 0 || leadsOn());
    }
}
