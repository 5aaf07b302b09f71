package dev.taphouse.chargebee.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The records of a site, which tests make, change and delete. What happens is stamped by the site's clock, and told by
 * an event. Guarded by itself.
 */
public final class Site {
    private final Facts facts;
    private final SimulatedClock clock;
    private final Random random;
    private final RecordMaker maker;
    private final Map<String, List<StoredRecord>> records = new LinkedHashMap<>();
    private Duration listedWithin = Duration.ZERO;
    private double withoutUpdatedAt;
    private long numbers;
    private long resourceVersion;

    /** An empty site. */
    public Site(Facts facts, SimulatedClock clock, long seed) {
        this.facts = facts;
        this.clock = clock;
        this.random = new Random(seed);
        this.maker = new RecordMaker(facts, random);
    }

    /** Lets lists show each change after a random time of at most this long. */
    public synchronized Site listedWithin(Duration atMost) {
        listedWithin = atMost;
        return this;
    }

    /** Leaves {@code updated_at} out of this part of the records that are made. */
    public synchronized Site withoutUpdatedAt(double part) {
        withoutUpdatedAt = part;
        return this;
    }

    /** The clock. */
    public SimulatedClock clock() {
        return clock;
    }

    /** Makes a record; one that is listed under parents only, under a random one. */
    public synchronized StoredRecord create(String record) {
        Endpoint home = facts.home(record).orElseThrow(() -> new IllegalArgumentException("nothing lists " + record));
        Map<String, String> parents = new LinkedHashMap<>();
        home.parent().ifPresent(list -> {
            String parent = recordOf(list);
            parents.put(
                    parent, idOf(live(parent).orElseGet(() -> create(parent)).last(), parent));
        });
        StoredRecord stored = new StoredRecord(++numbers, parents);
        ObjectNode json = maker.make(record);
        identify(json, record, home, parents);
        refer(json, record, parents);
        stamp(json, record);
        all(record).add(stored);
        become(stored, json);
        tell(record, "created", json);
        return stored;
    }

    /** Makes several. */
    public synchronized void create(String record, int count) {
        for (int i = 0; i < count; i++) {
            create(record);
        }
    }

    /** Changes a record: all but its id and its references. */
    public synchronized void update(String record, StoredRecord stored) {
        ObjectNode old = stored.last();
        ObjectNode json = old.deepCopy();
        ObjectNode fresh = maker.make(record);
        fresh.properties().stream()
                .filter(field -> isFree(field.getKey(), old))
                .forEach(field -> json.set(field.getKey(), field.getValue()));
        touch(json, record);
        become(stored, json);
        tell(record, "updated", json);
    }

    /** Sets one field, with all that a change does. */
    public synchronized void set(String record, StoredRecord stored, String field, JsonNode value) {
        ObjectNode json = stored.last().deepCopy();
        json.set(field, value);
        touch(json, record);
        become(stored, json);
        tell(record, "updated", json);
    }

    /** Deletes a record as Chargebee does for its kind. */
    public synchronized void delete(String record, StoredRecord stored) {
        ObjectNode json = stored.last().deepCopy();
        Deletion kind = Deletion.of(record, facts);
        boolean stays = kind == Deletion.FLAG || (kind == Deletion.STATUS_OR_EVENT && random.nextBoolean());
        if (kind == Deletion.FLAG) {
            json.put("deleted", true);
        } else if (stays) {
            json.put("status", "deleted");
        }
        if (stays) {
            touch(json, record);
        }
        become(stored, stays ? json : null);
        if (kind != Deletion.NONE) {
            tell(record, "deleted", json);
        }
    }

    /** A random record that is neither deleted nor gone. */
    public synchronized Optional<StoredRecord> live(String record) {
        List<StoredRecord> live = all(record).stream().filter(Site::isLive).toList();
        return live.isEmpty() ? Optional.empty() : Optional.of(live.get(random.nextInt(live.size())));
    }

    /** All that ever were, the oldest first. */
    public synchronized List<StoredRecord> records(String record) {
        return List.copyOf(all(record));
    }

    /** Whether it is neither deleted nor gone. */
    public static boolean isLive(StoredRecord stored) {
        return stored.now()
                .filter(json -> !json.path("deleted").asBoolean()
                        && !json.path("status").asText().equals("deleted"))
                .isPresent();
    }

    Optional<ObjectNode> retrieve(String record, String id) {
        return all(record).stream()
                .flatMap(stored -> stored.now().stream())
                .filter(json -> idOf(json, record).equals(id))
                .findFirst();
    }

    /** What stands beside a record: the one it refers to, else one made up, always the same. */
    ObjectNode beside(String record, ObjectNode json) {
        return retrieve(record, json.path(record + "_id").asText())
                .orElseGet(
                        () -> new RecordMaker(facts, new Random(json.path("id").hashCode())).make(record));
    }

    String idOf(ObjectNode json, String record) {
        List<String> key = facts.home(record).map(Endpoint::key).orElse(List.of("id"));
        return json.path(key.get(key.size() - 1)).asText();
    }

    private List<StoredRecord> all(String record) {
        return records.computeIfAbsent(record, name -> new ArrayList<>());
    }

    private String recordOf(String list) {
        return facts.endpoint(List.of(list)).orElseThrow().record();
    }

    /** Every second time an id that cannot stand in an address as it is. */
    private void identify(ObjectNode json, String record, Endpoint home, Map<String, String> parents) {
        for (String field : home.key()) {
            if (facts.resource(record).path("fields").has(field)
                    && !field.equals("entity_type")
                    && !parents.containsKey(field.replaceFirst("_id$", ""))) {
                json.put(
                        field,
                        record.substring(0, 2) + Long.toString(numbers, 36) + (numbers % 2 == 0 ? "/a +é?&" : ""));
            } else if (field.equals("entity_type")) {
                json.put(field, "customer");
            }
        }
    }

    /** Points {@code x_id} to an x where there is one. */
    private void refer(ObjectNode json, String record, Map<String, String> parents) {
        facts.resource(record).path("fields").fieldNames().forEachRemaining(field -> {
            String other = field.replaceFirst("_id$", "").replaceFirst("^parent_(?=item)", "");
            if (!field.endsWith("_id") || !facts.has(other)) {
                return;
            }
            String parent = parents.get(other);
            if (parent != null) {
                json.put(field, parent);
            } else if (!isKey(record, field)) {
                live(other).ifPresent(found -> json.put(field, idOf(found.last(), other)));
            }
        });
    }

    private boolean isKey(String record, String field) {
        return facts.home(record).map(Endpoint::key).orElse(List.of()).contains(field);
    }

    private static boolean isFree(String field, ObjectNode old) {
        return !field.equals("id")
                && !field.endsWith("_id")
                && !field.equals("code")
                && !field.equals("entity_type")
                && !field.equals("date")
                && !field.equals("deleted")
                && !field.equals("status")
                && !(field.endsWith("_at") && old.has(field));
    }

    private void stamp(ObjectNode json, String record) {
        long now = clock.instant().getEpochSecond();
        for (String field : List.of("created_at", "date", "occurred_at", "usage_date", "effective_from")) {
            if (hasField(record, field)) {
                json.put(field, now);
            }
        }
        if (hasField(record, "deleted")) {
            json.put("deleted", false);
        }
        if (hasField(record, "status") && json.path("status").isMissingNode()) {
            json.put("status", "active");
        }
        touch(json, record);
        if (random.nextDouble() < withoutUpdatedAt) {
            json.remove("updated_at");
        }
    }

    private void touch(ObjectNode json, String record) {
        if (hasField(record, "updated_at")) {
            json.put("updated_at", clock.instant().getEpochSecond());
        }
        if (hasField(record, "resource_version")) {
            resourceVersion = Math.max(resourceVersion + 1, clock.instant().toEpochMilli());
            json.put("resource_version", resourceVersion);
        }
    }

    private boolean hasField(String record, String field) {
        return facts.resource(record).path("fields").has(field);
    }

    private void become(StoredRecord stored, @Nullable ObjectNode json) {
        long late = listedWithin.isZero() ? 0 : random.nextLong(listedWithin.toMillis() + 1);
        Instant listed = clock.instant().plusMillis(late);
        stored.become(json, listed);
    }

    private void tell(String record, String what, ObjectNode json) {
        if (record.equals("event")) {
            return;
        }
        StoredRecord event = new StoredRecord(++numbers, Map.of());
        ObjectNode told = json.objectNode();
        told.put("id", "ev_" + numbers);
        told.put("object", "event");
        told.put("occurred_at", clock.instant().getEpochSecond());
        told.put("source", "api");
        told.put("event_type", (record.equals("coupon_code") ? "coupon_codes" : record) + "_" + what);
        told.put("api_version", "v2");
        told.putObject("content").set(record, json.deepCopy());
        all("event").add(event);
        become(event, told);
    }
}
