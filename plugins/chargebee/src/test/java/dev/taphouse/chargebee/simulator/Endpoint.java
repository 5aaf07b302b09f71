package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One endpoint that lists records.
 *
 * @param segments of the path; one in braces stands for a parent's id
 * @param record the name under which each record stands in an entry
 * @param beside what else stands in the entry
 * @param sorts fields to sort by
 * @param times fields with filters of time
 * @param filters further fields with filters
 * @param includesDeleted whether {@code include_deleted} is taken
 * @param catalog {@code 1}, {@code 2} or {@code both}
 * @param key the fields that identify a record
 * @param parent the path of the list of parents
 * @param array the name of the array where there is no {@code list}
 * @param alternate whether another list gives the same records
 * @param unpaged whether there is no paging
 */
record Endpoint(
        List<String> segments,
        String record,
        List<String> beside,
        Set<String> sorts,
        Set<String> times,
        Set<String> filters,
        boolean includesDeleted,
        String catalog,
        List<String> key,
        Optional<String> parent,
        Optional<String> array,
        boolean alternate,
        boolean unpaged) {

    static Endpoint of(JsonNode facts) {
        Set<String> filters = new LinkedHashSet<>(texts(facts.path("filters")));
        filters.addAll(texts(facts.path("parameters")));
        return new Endpoint(
                Arrays.asList(facts.path("path").asText().substring(1).split("/")),
                facts.path("record").asText(),
                texts(facts.path("beside")),
                new LinkedHashSet<>(texts(facts.path("sort_by"))),
                new LinkedHashSet<>(texts(facts.path("time_filters"))),
                filters,
                facts.path("include_deleted").asBoolean(),
                facts.path("catalog").asText(),
                texts(facts.path("key")),
                text(facts.path("parent")),
                text(facts.path("list")),
                facts.path("alternate").asBoolean(),
                facts.path("unpaged").asBoolean());
    }

    /** Whether a path is this one's, whatever the parent. */
    boolean matches(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!isParent(i) && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The parent's id in a path. */
    Optional<String> parentId(List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            if (isParent(i)) {
                return Optional.of(path.get(i));
            }
        }
        return Optional.empty();
    }

    boolean isIn(String catalogOfSite) {
        return catalog.equals("both") || catalog.equals(catalogOfSite);
    }

    private boolean isParent(int i) {
        return segments.get(i).startsWith("{");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }
}
